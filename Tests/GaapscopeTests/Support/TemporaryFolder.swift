import FoundationEssentials

/// Runs something with a folder of its own, which is gone afterwards.
func withTemporaryFolder<Result>(_ body: (_ path: String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gaapscope-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // One that is left behind harms nobody.
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
}
