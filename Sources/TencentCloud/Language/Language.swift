/// The languages that the service answers in, and that this program speaks.
package enum Language: String, Sendable, CaseIterable {
    case english = "en-US"
    case chinese = "zh-CN"
}
