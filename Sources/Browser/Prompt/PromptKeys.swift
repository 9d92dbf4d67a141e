package import Essentials

/// The keys of a prompt, for the help and the manual. They cannot be rebound.
package enum PromptKeys {
    /// The keys and what they do.
    package static let rows: [(keys: String, help: Wording)] = [
        ("Enter", Wording("take the line", zh: "确认")),
        ("Esc Ctrl-C", Wording("leave it, and bring back the filter that was there", zh: "取消，并恢复原来的过滤条件")),
        (
            "Tab Shift-Tab",
            Wording(
                "complete: commands, ids, addresses, columns, words of the filter; again: the next one",
                zh: "补全命令、ID、地址、列、过滤关键字；再按：下一个")
        ),
        ("Up Down", Wording("lines typed before", zh: "以前输入过的内容")),
        (
            "Ctrl-P Ctrl-N",
            Wording(
                "the same; while a filter is typed, up and down in the list, as PgUp and PgDn",
                zh: "同上；输入过滤条件时则在列表中上下移动，PgUp、PgDn 亦然")
        ),
        ("Ctrl-A Ctrl-E", Wording("to the start, to the end; also Home and End", zh: "到行首、到行尾；亦可用 Home、End")),
        ("Alt-b Alt-f", Wording("back a word, on a word", zh: "后退一词、前进一词")),
        ("Ctrl-U Ctrl-K", Wording("cut what is before the cursor, what is behind it", zh: "剪切光标前、光标后的内容")),
        ("Ctrl-W Alt-d", Wording("cut the word before the cursor, the word behind it", zh: "剪切光标前、光标后的一词")),
        ("Ctrl-Y", Wording("put back what was cut", zh: "粘贴剪切的内容")),
        ("Ctrl-D Del", Wording("delete the character at the cursor", zh: "删除光标处的字符")),
    ]
}
