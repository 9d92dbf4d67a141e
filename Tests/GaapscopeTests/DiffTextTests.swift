// Names with terminal control characters in the output of diff, in every format.

import FoundationEssentials
import Essentials
import Testing

@Suite(.timeLimit(.minutes(5))) struct DiffTextTests {
    @Test(arguments: ["table", "json", "md"])
    func `Control and bidirectional characters in a name are escaped in every format of diff`(form: String) throws {
        try withTemporaryFolder { folder in
            let emulator = try EmulatorProcess()
            let (before, after) = (folder + "/a.json", folder + "/b.json")
            #expect(try emulator.run(["snapshot", before]).status == 0)
            let text = String(decoding: try Data(contentsOf: URL(filePath: before)), as: UTF8.self)
            let changed = text.replacing(#""ListenerName":""#, with: "\"ListenerName\":\"\u{9B}31m\u{202E}")
            #expect(changed != text)
            try Data(changed.utf8).write(to: URL(filePath: after))
            let result = try ChildProcess.run(["diff", before, after, "-o", form])
            #expect(result.status == 1)
            #expect(!result.output.unicodeScalars.contains { $0.isInvisible && $0 != "\n" })
            let shown = ["json": #"\u009b31m\u202e"#, "md": #"\<U+009B\>31m\<U+202E\>"#]
            #expect(result.output.contains(shown[form] ?? "<U+009B>31m<U+202E>"))
            if form == "json" { #expect(throws: Never.self) { _ = try JSONReader.read(Array(result.output.utf8)) } }
        }
    }
}
