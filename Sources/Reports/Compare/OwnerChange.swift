// The changes of proxies and groups themselves: their existence, each field that their lists contain, and the same
// fields of the members of a group. One table lists the fields that are compared. A field that is added to `Owner` also
// needs a row in the table.
//
// A field that one of the two readings lacks is not compared: a document of an older version did not contain it, or the
// list could not be read. A field that was not read differs from a field that was read and has no value.

import GAAP
package import Essentials
package import Inventory

/// One change of one proxy or group.
package struct OwnerChange: Sendable, Equatable {
    package enum What: Sendable, Equatable {
        case added
        case removed
        /// The changed fields, in the order of the table. `FieldChange.origin` is the member that has the field; nil
        /// for the owner's own field. A member that joined or left is a change of `Members`.
        case changed([FieldChange])
    }

    package let owner: OwnerID
    /// The current name, or the last name if the owner was removed.
    package let name: String
    package let what: What

    package init(owner: OwnerID, name: String, what: What) {
        self.owner = owner
        self.name = name
        self.what = what
    }

    /// Creates the change between two readings of one owner; nil if they are equal.
    package init?(from old: Owner, to new: Owner) {
        let fields = Self.fieldChanges(from: old, to: new) + Self.memberChanges(from: old.members, to: new.members)
        if fields.isEmpty { return nil }
        self.init(owner: new.id, name: new.name, what: .changed(fields))
    }

    /// Creates the change of a proxy that became a member of a group, or stopped being a member. Such a proxy was
    /// neither added nor removed.
    package init(_ proxy: Owner, from old: OwnerID?, to new: OwnerID?) {
        let field = FieldChange(
            field: "GroupId", origin: nil, from: old.map { Wording(verbatim: $0.text) },
            to: new.map { Wording(verbatim: $0.text) })
        self.init(owner: proxy.id, name: proxy.name, what: .changed([field]))
    }

    // MARK: Fields

    /// What a reading contains for a field.
    private enum Known: Equatable {
        /// The field was not read, or not stored.
        case no
        case absent
        case value(String)

        var words: Wording? { if case .value(let text) = self { Wording(verbatim: text) } else { nil } }
    }

    /// A field of an owner that is compared.
    private struct Field: Sendable {
        let name: String
        let known: @Sendable (Owner) -> Known

        init(_ name: String, known: @escaping @Sendable (Owner) -> Known) {
            self.name = name
            self.known = known
        }

        /// Creates a field that every document has.
        init(_ name: String, _ value: @escaping @Sendable (Owner) -> String?) {
            self.init(name) { owner in owner.isRead ? Self.known(value(owner)) : .no }
        }

        /// Creates a field that documents of version 1 do not have.
        init(_ name: String, detail value: @escaping @Sendable (OwnerDetails) -> String?) {
            self.init(name) { owner in owner.isRead ? owner.details.map { Self.known(value($0)) } ?? .no : .no }
        }

        /// Creates a field with a code whose absence has a meaning.
        init(_ name: String, code: @escaping @Sendable (Owner) -> Sent<some OpenCode>) {
            self.init(name) { owner in
                guard owner.isRead else { return .no }
                switch code(owner) {
                case .value(let code): return .value("\(code.raw)")
                case .null: return .absent
                // A value that could not be decoded is stored as null.
                case .unreadable: return .absent
                case .missing: return .no
                }
            }
        }

        private static func known(_ text: String?) -> Known {
            text.flatMap { $0.isEmpty ? nil : .value($0) } ?? .absent
        }
    }

    private static let fields: [Field] = [
        Field("Status", code: { $0.status }),
        Field("BanStatus", code: { $0.ban }),
        Field("ProxyName") { $0.id.isGroup ? nil : $0.name },
        Field("GroupName") { $0.id.isGroup ? $0.name : nil },
        Field("AccessRegion") { $0.accessRegion },
        Field("RealServerRegion") { $0.originRegion },
        Field("IP") { $0.address },
        Field("IPList", detail: { list($0.addresses.compactMap(\.ip)) }),
        Field("Domain") { $0.domain },
        Field("RelatedGlobalDomains", detail: { list($0.relatedDomains) }),
        Field("ForwardIP", detail: { list($0.forwardAddresses) }),
        Field("Bandwidth") { $0.bandwidth.map(String.init) },
        Field("Concurrent", detail: { $0.connectionLimit.map(String.init) }),
        Field("PolicyId", detail: { $0.policyID }),
        Field("PackageType", detail: { $0.packageType?.raw }),
        Field("NetworkType", detail: { $0.networkType?.raw }),
        Field("IPAddressVersion", detail: { $0.ipVersion?.raw }),
        Field("BillingType", detail: { ($0.billingType?.raw).map(String.init) }),
        Field("Version", detail: { $0.version }),
    ]

    /// Returns a list as one text. The texts are sorted, because the order of the list has no meaning.
    private static func list(_ texts: [String]) -> String { texts.sorted().joined(separator: " ") }

    private static func fieldChanges(from old: Owner, to new: Owner, member: String? = nil) -> [FieldChange] {
        fields.compactMap { field in
            let (before, after) = (field.known(old), field.known(new))
            guard before != .no, after != .no, before != after, !isSameRegion(field.name, old, new) else { return nil }
            return FieldChange(field: field.name, origin: member, from: before.words, to: after.words)
        }
    }

    /// Whether only the name of a region differs: the service names regions in the requested language.
    private static func isSameRegion(_ field: String, _ old: Owner, _ new: Owner) -> Bool {
        func hasEqual(_ id: (OwnerDetails) -> String?) -> Bool {
            guard let before = old.details.flatMap(id), let after = new.details.flatMap(id) else { return false }
            return before == after
        }
        switch field {
        case "AccessRegion": return hasEqual { $0.accessRegionID }
        case "RealServerRegion": return hasEqual { $0.originRegionID }
        default: return false
        }
    }

    private static func memberChanges(from old: [Owner]?, to new: [Owner]?) -> [FieldChange] {
        guard let old, let new else { return [] }
        var then = Dictionary(old.map { ($0.id, $0) }) { first, _ in first }
        var changes: [FieldChange] = []
        for member in new.sorted(by: { $0.id < $1.id }) {
            if let before = then.removeValue(forKey: member.id) {
                changes += fieldChanges(from: before, to: member, member: member.id.text)
            } else {
                changes.append(membership(from: nil, to: member))
            }
        }
        return changes + then.values.sorted { $0.id < $1.id }.map { membership(from: $0, to: nil) }
    }

    private static func membership(from old: Owner?, to new: Owner?) -> FieldChange {
        func words(_ member: Owner) -> Wording {
            let region = member.accessRegion.map { " (\($0))" } ?? ""
            return Wording(verbatim: member.id.text + region)
        }
        return FieldChange(field: "Members", origin: nil, from: old.map(words), to: new.map(words))
    }
}

extension OwnerChange {
    /// Whether the change affects forwarding, rather than the configuration.
    package var isAboutStatus: Bool {
        guard case .changed(let fields) = what else { return false }
        return fields.contains { $0.field == "Status" || $0.field == "BanStatus" }
    }

    /// Returns what happened, in a word or two: `added`, `removed`, `status`, `config`.
    package func title(in language: Language = .english) -> String {
        switch what {
        case .added: Wording("added", zh: "新增")[language]
        case .removed: Wording("removed", zh: "已删除")[language]
        case .changed where isAboutStatus: Wording("status", zh: "状态")[language]
        case .changed: Wording("config", zh: "配置")[language]
        }
    }

    /// Returns the details, such as `Status RUNNING -> CLOSED`; empty if the title contains everything.
    package func details(in language: Language = .english) -> String {
        guard case .changed(let fields) = what else { return "" }
        return fields.map { Self.words($0)[language] }.joined(separator: Wording("; ", zh: "；")[language])
    }

    private static func words(_ field: FieldChange) -> Wording {
        switch (field.field, field.from, field.to) {
        case ("Members", nil, let member?):
            Wording("member \(member[.english]) joined", zh: "成员 \(member[.chinese]) 加入")
        case ("Members", let member?, nil):
            Wording("member \(member[.english]) left", zh: "成员 \(member[.chinese]) 离开")
        default:
            if let member = field.origin {
                Wording {
                    "\(Wording("member \(member)", zh: "成员 \(member)")[$0]) \(field.field) \(field.arrow[$0])"
                }
            } else {
                field.words
            }
        }
    }

    /// Returns the change as one line that begins with what happened.
    package func line(in language: Language = .english) -> String {
        let blanks = String(
            repeating: " ", count: max(0, Change.whatWidth - DisplayText.width(of: title(in: language))))
        let subject = name.isEmpty ? owner.text : "\(owner.text) \(name)"
        let details = details(in: language)
        return "\(title(in: language))\(blanks) \(subject)" + (details.isEmpty ? "" : "  \(details)")
    }
}

extension [OwnerChange] {
    /// The changes in the fixed order: changes of forwarding, removed owners, added owners, other changes.
    package var inOrder: [OwnerChange] {
        sorted { left, right in (left.rank, left.owner) < (right.rank, right.owner) }
    }
}

extension OwnerChange {
    fileprivate var rank: Int {
        switch what {
        case .changed where isAboutStatus: 0
        case .removed: 1
        case .added: 2
        case .changed: 3
        }
    }
}
