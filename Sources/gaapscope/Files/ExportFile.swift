// A file that nobody has named: what the browser exports goes where it was started, under a name that is free.

import Browser
import Glibc
import Essentials

enum ExportFile {
    private static let namesTried = 100

    /// Keeps a text; in the home directory where the current one cannot be written.
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
        return .unable(because: firstFault?.message ?? Wording("there is no directory to write to", zh: "没有可写入的目录"))
    }

    /// Its path as bytes; a name that is not UTF-8 is no reason to write elsewhere.
    private static var currentDirectory: String {
        guard let path = getcwd(nil, 0) else { return "." }
        defer { free(path) }
        return ByteText.text(of: Array(UnsafeRawBufferPointer(start: path, count: strlen(path))))
    }

    /// `x.csv`, `x-2.csv`, …
    private static func freePath(_ name: String, in directory: String) -> String {
        let dot = name.lastIndex(of: ".") ?? name.endIndex
        let names = [name] + (2...namesTried).map { "\(name[..<dot])-\($0)\(name[dot...])" }
        let paths = names.map { directory.hasSuffix("/") ? directory + $0 : "\(directory)/\($0)" }
        return paths.first { !InputFile.exists($0) } ?? paths[0]
    }
}
