// Whom TLS trusts: the machine's authorities, or those of one PEM file instead, as with curl's --cacert. A file that
// somebody names is read when the client is made, so that a wrong one is reported as such and not as a server that
// cannot be trusted.

import Essentials
import Glibc
import NIOSSL
package import TencentCloud

/// Where the trusted certificate authorities come from.
package struct CertificateAuthorities: Sendable, Equatable {
    /// A PEM file that somebody named: the only authorities to trust.
    package var file: String?
    /// The machine's store, a PEM file or a directory; nil leaves it to the TLS library.
    package var store: String?

    package init(file: String? = nil, store: String? = nil) {
        self.file = file
        self.store = store
    }

    /// Where systems keep their authorities: Debian and Alpine, Red Hat, SUSE, Alpine and BSD, newer Red Hat.
    package static let knownStores = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    ]

    /// The authorities for an endpoint: the option's file, else that of SSL_CERT_FILE, else the directory of
    /// SSL_CERT_DIR, else the first store that the machine has. The variables are often set for all programs of a
    /// machine, and nobody needs authorities who speaks without TLS.
    /// - Throws: an error that names the places if there is no authority anywhere.
    package init(
        option: String?, environment: [String: String], for endpoint: Endpoint, stores: [String] = Self.knownStores
    ) throws(HTTPSettingError) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        self.init(file: option)
        guard option == nil, endpoint.scheme == .https else { return }
        file = value("SSL_CERT_FILE")
        if file != nil { return }
        let directories = (value("SSL_CERT_DIR") ?? "").split(separator: ":").map(String.init)
        store = directories.first { Self.kind(of: $0) == S_IFDIR } ?? stores.first { Self.kind(of: $0) == S_IFREG }
        guard store == nil else { return }
        let places = (directories + stores).joined(separator: ", ")
        throw HTTPSettingError(
            setting: Wording("no certificates on this machine", zh: "本机没有 CA 证书"),
            reason: Wording(
                "looked in \(places); install ca-certificates, or name a file with --ca-file",
                zh: "已查找 \(places)；请安装 ca-certificates，或用 --ca-file 指定文件"))
    }

    /// The type of a file; nil if it is missing or empty.
    private static func kind(of path: String) -> mode_t? {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return nil }
        let kind = facts.st_mode & S_IFMT
        return kind == S_IFREG && facts.st_size == 0 ? nil : kind
    }

    func trustRoots() throws(HTTPSettingError) -> NIOSSLTrustRoots {
        guard let file else { return store.map(NIOSSLTrustRoots.file) ?? .default }
        func unusable(_ reason: Wording) -> HTTPSettingError {
            HTTPSettingError(
                setting: Wording("CA file \(ByteText.shown(file))", zh: "CA 文件 \(ByteText.shown(file))"), reason: reason
            )
        }

        let contents: [UInt8]
        switch Self.read(file) {
        case .success(let bytes): contents = bytes
        case .failure(let error): throw unusable(error.message)
        }
        guard !contents.isEmpty else { throw unusable(Wording("it is empty", zh: "内容为空")) }
        let noCertificate = Wording("it holds no certificate in PEM form", zh: "其中没有 PEM 格式的证书")
        let certificates: [NIOSSLCertificate]
        do {
            certificates = try NIOSSLCertificate.fromPEMBytes(contents)
        } catch {
            throw unusable(noCertificate)
        }
        guard !certificates.isEmpty else { throw unusable(noCertificate) }
        return .certificates(certificates)
    }

    /// In bytes: the authorities of all browsers together are a quarter of a megabyte.
    static let largest = 8 << 20

    private struct UnreadableError: DescribedError { let message: Wording }

    /// The bytes of a regular file of limited size: a pipe could block the opening, and a sparse file fill the memory.
    private static func read(_ path: String) -> Result<[UInt8], UnreadableError> {
        func unreadable(_ reason: Wording) -> Result<[UInt8], UnreadableError> {
            .failure(UnreadableError(message: reason))
        }
        let tooLarge = Wording("it is larger than \(largest >> 20) MiB", zh: "大于 \(largest >> 20) MiB")
        let cannot = Wording("it cannot be read", zh: "无法读取")
        let name = ByteText.bytes(of: path).map(CChar.init(bitPattern:)) + [0]
        let descriptor = open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            return unreadable(errno == ENOENT ? Wording("there is no such file", zh: "没有此文件") : cannot)
        }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            return unreadable(Wording("it is not a regular file", zh: "不是普通文件"))
        }
        guard facts.st_size <= largest else { return unreadable(tooLarge) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return .success(bytes) }
            if count < 0 {
                if errno == EINTR { continue }
                return unreadable(cannot)
            }
            bytes += buffer[..<count]
            // It may grow while it is read.
            guard bytes.count <= largest else { return unreadable(tooLarge) }
        }
    }
}
