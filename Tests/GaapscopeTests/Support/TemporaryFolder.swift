import FoundationEssentials

/// Runs a closure with a temporary folder and removes the folder afterwards.
func withTemporaryFolder<Result>(_ body: (_ path: String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gaapscope-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // A folder that cannot be removed does no harm.
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
}
