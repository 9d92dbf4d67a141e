import Testing

@testable import TencentCloud

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
    func `The language goes by the locale, in the order of POSIX`(environment: [String: String], language: Language) {
        #expect(Language(environment: environment) == language)
    }
}
