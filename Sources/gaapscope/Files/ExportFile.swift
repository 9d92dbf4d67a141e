// The files that the browser exports: it writes them to the current directory under a name that is not in use.

import Browser
import Glibc
import Essentials

enum ExportFile {
    private static let namesTried = 100

    /// Writes a text to the current directory, or to the home directory if the current one is not writable.
    static func save(_ text: String, named name: String, environment: [String: String]) -> SaveOutcome {
        let here = currentDirectory
        let home = environment["HOME"].flatMap { $0.isEmpty || $0 == here ? nil : $0 }
        var firstFault: FileError?
        for directory in [here] + (home.map { [$0] } ?? []) {
            let path = freePath(name, in: directory)
            do throws(FileError) {
                try OutputFile.write(to: path, replaces: false) { receive throws(FileError) in
                    try receive(Array(text.utf8))
                }
                return .written(to: ByteText.shown(path))
            } catch {
                firstFault = firstFault ?? error
            }
        }
        return .unable(because: firstFault?.message ?? Wording("no writable directory", zh: "没有可写入的目录"))
    }

    /// The path of the current directory. It may contain bytes that are not UTF-8.
    private static var currentDirectory: String {
        guard let path = getcwd(nil, 0) else { return "." }
        defer { free(path) }
        return ByteText.text(of: Array(UnsafeRawBufferPointer(start: path, count: strlen(path))))
    }

    /// Returns the first path of `x.csv`, `x-2.csv`, … that does not exist.
    private static func freePath(_ name: String, in directory: String) -> String {
        let dot = name.lastIndex(of: ".") ?? name.endIndex
        let names = [name] + (2...namesTried).map { "\(name[..<dot])-\($0)\(name[dot...])" }
        let paths = names.map { directory.hasSuffix("/") ? directory + $0 : "\(directory)/\($0)" }
        return paths.first { !InputFile.exists($0) } ?? paths[0]
    }
}
