// gaapscope-config(5), generated from the tables of settings and of the browser's commands.

import Essentials
import Browser

enum SettingsManual {
    static func page(version: String) -> String {
        var page = Roff("gaapscope-config", section: 5, version: version)
        page.section("NAME")
        page.paragraph("gaapscope-config - settings of gaapscope(1)")
        page.section("DESCRIPTION")
        page.paragraph(
            "One JSON object in $XDG_CONFIG_HOME/gaapscope/config.json, else in "
                + "~/.config/gaapscope/config.json; --config names another. A flag goes before an environment "
                + "variable, that before the file, that before the default. An unknown key or a wrong value ends the "
                + "program with exit status 2 and names the file and the key. Keys to sign with are never kept here."
        )
        page.section("SETTINGS")
        for setting in Setting.all {
            page.item(setting.key, "\(setting.about.asSentence) \(values(of: setting))")
        }
        page.section("PROFILES")
        page.paragraph(
            "\(SettingsFile.profilesKey) is an object of profiles by name, each an object of settings: "
                + Setting.all.filter(\.fitsProfile).map(\.key).joined(separator: ", ")
                + ". Those of the profile that --profile, GAAPSCOPE_PROFILE or the file's own profile names go "
                + "before the "
                + "file's other settings. The keys to sign with are those of tccli's profile of the same name."
        )
        page.section("KEYS")
        page.paragraph(
            "\(SettingsFile.keysKey) is an object of commands of the browser, each a list of the keys that give "
                + "it instead of the usual ones: \"filter\": [\"/\", \"f\"]. Keys are named as the browser's help "
                + "names them: characters, "
                + "\(Key.names.filter { !$0.hasPrefix("Ctrl") && !$0.hasPrefix("Alt") }.joined(separator: ", ")), "
                + "Ctrl-X, Alt-x. Digits and Ctrl-C, Ctrl-Z, Ctrl-S, Ctrl-Q and Ctrl-L are never rebound, and a key "
                + "has one meaning at a time: a command whose key is taken needs another. In prompts and in the "
                + "picker the keys that edit stay as they are."
        )
        for row in CommandRow.all where !row.command.isFixed {
            page.item(
                row.command.rawValue,
                "\(row.help[.english].asSentence) Usual: \(row.keys.map(\.name).joined(separator: " ")).")
        }
        page.section("SEE ALSO")
        page.paragraph("gaapscope(1)")
        return page.text
    }

    private static func values(of setting: Setting) -> String {
        let standard = setting.standard.isEmpty ? "not set" : setting.standard
        return
            "Takes \(setting.expectation[.english]); the default is \(standard). Flag: \(setting.flag). "
            + "Variable: \(setting.variable)."
    }
}
