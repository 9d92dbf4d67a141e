// gaapscope-config(5), generated from the tables of settings and of the browser's commands.

import Essentials
import Browser

enum SettingsManual {
    static func page(version: String) -> String {
        var page = Roff("gaapscope-config", section: 5, date: ProgramVersion.releaseDate, version: version)
        page.section("NAME")
        page.paragraph("gaapscope-config - settings of gaapscope(1)")
        page.section("DESCRIPTION")
        page.paragraph(
            """
            The file contains one JSON object. It is $XDG_CONFIG_HOME/gaapscope/config.json or, without that variable, \
            ~/.config/gaapscope/config.json; --config selects another file. Precedence: flag > environment variable > \
            file > default. An unknown key or an invalid value ends the program with exit status 2 and a message with \
            the file and the position. The file never contains keys to sign requests with.
            """)
        page.section("SETTINGS")
        for setting in Setting.all {
            page.item(setting.key, "\(setting.about.asSentence) \(values(of: setting))")
        }
        page.section("PROFILES")
        page.paragraph(
            """
            \(SettingsFile.profilesKey) is an object of profiles by name. Each profile is an object of settings: \
            \(Setting.all.filter(\.fitsProfile).map(\.key).joined(separator: ", ")). The profile is selected by \
            --profile, GAAPSCOPE_PROFILE or the key profile of the file, and its settings take precedence over the \
            other settings of the file. Requests are signed with the keys of tccli's profile of the same name.
            """)
        page.section("KEYS")
        page.paragraph(
            """
            \(SettingsFile.keysKey) is an object of commands of the browser. Each command has a list of keys that \
            replaces its default keys: "filter": ["/", "f"]. Keys have the names of the browser's help: characters, \
            \(Key.names.filter { !$0.hasPrefix("Ctrl") && !$0.hasPrefix("Alt") }.joined(separator: ", ")), Ctrl-X, \
            Alt-x. Digits, Ctrl-C, Ctrl-Z, Ctrl-S, Ctrl-Q and Ctrl-L cannot be rebound. A key can belong to only one \
            command: if a key is given to another command, its former command needs another key. The editing keys in \
            prompts and in the picker cannot be changed.
            """)
        for row in CommandRow.all where !row.command.isFixed {
            page.item(
                row.command.rawValue,
                "\(row.help[.english].asSentence) Default: \(row.keys.map(\.name).joined(separator: " ")).")
        }
        page.section("ENVIRONMENT")
        page.item("XDG_CONFIG_HOME, HOME", "Directories of the settings file (see FILES).")
        page.item(
            "GAAPSCOPE_*", "Settings, one variable for each (see SETTINGS). They take precedence over the file.")
        page.section("EXIT STATUS")
        page.item("\(ExitStatus.usage.rawValue)", "The file cannot be read, or a setting is invalid.")
        page.section("FILES")
        page.item("$XDG_CONFIG_HOME/gaapscope/config.json", "The settings file, unless --config selects another one.")
        page.item("~/.config/gaapscope/config.json", "The settings file if XDG_CONFIG_HOME is not set.")
        page.section("EXAMPLES")
        page.paragraph("Two accounts, and another key for the filter:")
        page.example(example)
        page.section("SEE ALSO")
        page.paragraph("gaapscope(1)")
        return page.text
    }

    /// A valid settings file.
    static let example = """
        {
          "interval": 60,
          "profiles": {
            "prod": {"site": "international"},
            "china": {"site": "china", "rate": 5}
          },
          "keys": {"filter": ["/", "f"]}
        }
        """

    private static func values(of setting: Setting) -> String {
        let standard = setting.standard.isEmpty ? "not set" : setting.standard
        return
            "Value: \(setting.expectation[.english]) (default: \(standard)). Flag: \(setting.flag). "
            + "Variable: \(setting.variable)."
    }
}
