package import TencentCloud

extension Endpoint {
    // swift-format-ignore: NeverUseForceTry
    // The text is a valid constant.
    /// An endpoint for clients whose transport is an emulator in the same process. Nothing listens there.
    package static let ofEmulatorInProcess = try! Endpoint(parsing: "http://127.0.0.1:9")
}
