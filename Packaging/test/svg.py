"""Draws a screen of pyte as SVG: one text element per run of cells with the same style, and one per wide character."""
from xml.sax.saxutils import escape

CELL, LINE, SIZE = 8.4, 18, 14
THEMES = {
    "dark": {"fg": "#d4d4d4", "bg": "#1e1e1e", "palette": [
        "#1e1e1e", "#f14c4c", "#23d18b", "#e5e510", "#3b8eea", "#d670d6", "#29b8db", "#d4d4d4",
        "#808080", "#f14c4c", "#23d18b", "#f5f543", "#3b8eea", "#d670d6", "#29b8db", "#ffffff"]},
    "light": {"fg": "#333333", "bg": "#ffffff", "palette": [
        "#333333", "#c72e2e", "#107c10", "#8a6100", "#0451a5", "#a626a4", "#0e7490", "#6e6e6e",
        "#767676", "#c72e2e", "#107c10", "#8a6100", "#0451a5", "#a626a4", "#0e7490", "#111111"]},
}
NAMES = ["black", "red", "green", "brown", "blue", "magenta", "cyan", "white"]


def colour(name, theme, default):
    if name == "default":
        return default
    bright = name.startswith("bright")
    plain = name.removeprefix("bright").replace("yellow", "brown")
    if plain in NAMES:
        return theme["palette"][NAMES.index(plain) + (8 if bright else 0)]
    return f"#{name}"


def look(cell, theme):
    front, back = colour(cell.fg, theme, theme["fg"]), colour(cell.bg, theme, theme["bg"])
    if cell.reverse:
        front, back = back, front
    return front, back, cell.bold, cell.underscore


def number(value):
    return f"{value:.1f}".rstrip("0").rstrip(".")


def draw(screen, theme_name, title):
    theme = THEMES[theme_name]
    width, height = screen.columns * CELL + 2 * CELL, screen.lines * LINE + LINE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}" height="{number(height)}" '
        f'viewBox="0 0 {number(width)} {number(height)}" role="img" aria-label="{escape(title)}">',
        f'<rect width="100%" height="100%" rx="6" fill="{theme["bg"]}"/>',
        f'<g font-family="Menlo, Consolas, \'DejaVu Sans Mono\', \'Noto Sans Mono CJK SC\', monospace" font-size="{SIZE}" '
        f'fill="{theme["fg"]}" xml:space="preserve">',
    ]
    for row in range(screen.lines):
        cells = [screen.buffer[row][column] for column in range(screen.columns)]
        top, column = row * LINE + LINE / 2, 0
        while column < screen.columns:
            first = cells[column]
            style = look(first, theme)
            end = column + 1
            is_wide = end < screen.columns and cells[end].data == ""
            if is_wide:
                end += 1
            else:
                while end < screen.columns and look(cells[end], theme) == style and cells[end].data != "" and not (
                        end + 1 < screen.columns and cells[end + 1].data == ""):
                    end += 1
            text = "".join(cell.data for cell in cells[column:end])
            left, span = CELL + column * CELL, (end - column) * CELL
            front, back, bold, underlined = style
            if back != theme["bg"]:
                parts.append(f'<rect x="{number(left)}" y="{number(top)}" width="{number(span)}" height="{LINE}" fill="{back}"/>')
            stripped = text.lstrip()
            left += (len(text) - len(stripped)) * CELL
            stripped = stripped.rstrip()
            if stripped:
                columns = 2 if is_wide else len(stripped)
                more = ' font-weight="bold"' if bold else ""
                more += ' text-decoration="underline"' if underlined else ""
                more += f' fill="{front}"' if front != theme["fg"] else ""
                parts.append(
                    f'<text x="{number(left)}" y="{number(top + LINE - 5)}" textLength="{number(columns * CELL)}" '
                    f'lengthAdjust="spacingAndGlyphs"{more}>{escape(stripped)}</text>')
            column = end
    return "\n".join([*parts, "</g>", "</svg>"]) + "\n"
