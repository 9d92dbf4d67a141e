// The certificate authorities that TLS trusts: those of the machine, or only those of one PEM file, as with curl's
// --cacert. A file that the user specifies is read when the client is created, so that a wrong file is reported as such
// and not as an untrusted server.

import Essentials
import Glibc
import NIOSSL
package import TencentCloud

/// The source of the trusted certificate authorities.
package struct CertificateAuthorities: Sendable, Equatable {
    /// A PEM file that the user specified. Only its authorities are trusted.
    package var file: String?
    /// The machine's store, a PEM file or a directory. nil means the default of the TLS library.
    package var store: String?

    package init(file: String? = nil, store: String? = nil) {
        self.file = file
        self.store = store
    }

    /// The stores of common systems: Debian and Alpine, Red Hat, SUSE, Alpine and BSD, newer Red Hat.
    package static let knownStores = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    ]

    /// Chooses the authorities for an endpoint: the file of the option, otherwise the file of SSL_CERT_FILE, otherwise
    /// the directory of SSL_CERT_DIR, otherwise the first store that exists on the machine. An endpoint without TLS
    /// needs no authorities, so the variables, which are often set for all programs of a machine, are ignored for it.
    /// - Throws: an error that lists the searched paths if no authorities exist.
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
        let paths = (directories + stores).joined(separator: ", ")
        throw HTTPSettingError(
            setting: Wording("no certificates on this machine", zh: "本机没有 CA 证书"),
            reason: Wording(
                "looked in \(paths); install ca-certificates, or name a file with --ca-file",
                zh: "已查找 \(paths)；请安装 ca-certificates，或用 --ca-file 指定文件"))
    }

    /// Returns the type of a file, or nil if the file is missing or empty.
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
        let noCertificate = Wording("it contains no certificate in PEM format", zh: "其中没有 PEM 格式的证书")
        let certificates: [NIOSSLCertificate]
        do {
            certificates = try NIOSSLCertificate.fromPEMBytes(contents)
        } catch {
            throw unusable(noCertificate)
        }
        guard !certificates.isEmpty else { throw unusable(noCertificate) }
        return .certificates(certificates)
    }

    /// The maximum size of a CA file in bytes. A file with the authorities of all browsers has about 250,000 bytes.
    static let sizeLimit = 8 << 20

    private struct UnreadableError: DescribedError { let message: Wording }

    /// Reads a regular file of limited size. Opening a pipe could block, and a sparse file could exhaust the memory.
    private static func read(_ path: String) -> Result<[UInt8], UnreadableError> {
        func unreadable(_ reason: Wording) -> Result<[UInt8], UnreadableError> {
            .failure(UnreadableError(message: reason))
        }
        let tooLarge = Wording("it is larger than \(sizeLimit >> 20) MiB", zh: "大于 \(sizeLimit >> 20) MiB")
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
        guard facts.st_size <= sizeLimit else { return unreadable(tooLarge) }
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
            // The file may grow while it is read.
            guard bytes.count <= sizeLimit else { return unreadable(tooLarge) }
        }
    }
}
