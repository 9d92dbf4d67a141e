import Testing

@testable import Essentials

@Suite struct LanguageTests {
    @Test(
        arguments: [
            ([:], .english), (["LANG": "zh_CN.UTF-8"], .chinese), (["LANG": "zh_TW.Big5"], .chinese),
            (["LANG": "zh"], .chinese), (["LANG": "zh-Hans"], .chinese), (["LANG": "C.UTF-8"], .english),
            (["LANG": "de_DE"], .english), (["LANG": "zhx"], .english), (["LANG": "POSIX"], .english),
            (["LANG": "zh_CN.GBK", "LC_MESSAGES": "en_US.UTF-8"], .english),
            (["LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN"], .chinese),
            (["LANG": "zh_CN", "LC_MESSAGES": "zh_CN", "LC_ALL": "C"], .english),
            (["LANG": "zh_CN", "LC_ALL": "", "LC_MESSAGES": ""], .chinese),
        ] as [([String: String], Language)])
    func `The language follows the locale variables in the precedence that POSIX defines`(
        environment: [String: String], language: Language
    ) {
        #expect(Language(environment: environment) == language)
    }

    @Test(
        arguments: [
            ([:], .english), (["LANG": "C"], .english), (["LANG": "POSIX"], .english), (["LANG": ""], .english),
            (["LANG": "zh_CN.GBK"], .english), (["LANG": "de_DE.ISO-8859-1@euro"], .english),
            (["LANG": "C.UTF-8"], .chinese), (["LANG": "en_US.utf8"], .chinese), (["LANG": "zh_CN.UTF-8"], .chinese),
            (["LANG": "zh_CN"], .chinese), (["LANG": "C", "LC_CTYPE": "C.UTF-8"], .chinese),
            (["LANG": "zh_CN.UTF-8", "LC_ALL": "C"], .english), (["LC_MESSAGES": "zh_CN.UTF-8"], .english),
        ] as [([String: String], Language)])
    func `Chinese is printed only if the character set of the locale contains Chinese characters`(
        environment: [String: String], printed: Language
    ) {
        #expect(Language.chinese.printable(in: environment) == printed)
        #expect(Language.english.printable(in: environment) == .english)
    }
}
