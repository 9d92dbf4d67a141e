// What changed about proxies and groups themselves: that they exist, and each field that listing them shows. One table
// says which fields are compared; a field that is added to `Owner` belongs there.

package import Inventory
package import Essentials
import GAAP

/// One change of one proxy or group.
package struct OwnerChange: Sendable, Equatable {
    package enum What: Sendable, Equatable {
        case added
        case removed
        /// In the order of the table.
        case changed([FieldChange])
    }

    package let owner: OwnerID
    /// As it is now, or as it was if the owner is gone.
    package let name: String
    package let what: What

    package init(owner: OwnerID, name: String, what: What) {
        self.owner = owner
        self.name = name
        self.what = what
    }

    /// The change between two readings of one owner; nil without one.
    package init?(from old: Owner, to new: Owner) {
        var fields = Self.fields.compactMap { field -> FieldChange? in
            let (before, after) = (field.words(old), field.words(new))
            return before == after ? nil : FieldChange(field: field.name, origin: nil, from: before, to: after)
        }
        // Members that were not read, the first time or now, say nothing.
        if old.members != nil, new.members != nil {
            let (before, after) = (Self.stoppedMembers(of: old), Self.stoppedMembers(of: new))
            if before != after {
                fields.append(FieldChange(field: Self.membersField, origin: nil, from: before, to: after))
            }
        }
        if fields.isEmpty { return nil }
        self.init(owner: new.id, name: new.name, what: .changed(fields))
    }

    /// `1 of 3 closed (Hong Kong)`; nil where every member forwards.
    private static func stoppedMembers(of group: Owner) -> Wording? {
        guard case .members(let members, let count) = group.state.cause,
            group.state.kind == .stopped || group.state.kind == .partlyStopped
        else { return nil }
        let verbs = Set(members.map(\.state.verb))
        let verb = verbs.count == 1 ? members[0].state.verb : Wording("stopped", zh: "已停止")
        let regions = Set(members.compactMap(\.region)).sorted()
        let places = regions.isEmpty ? "" : " (\(regions.joined(separator: ", ")))"
        let placesInChinese = regions.isEmpty ? "" : "（\(regions.joined(separator: "、"))）"
        return Wording(
            "\(members.count) of \(count) \(verb[.english])\(places)",
            zh: "\(count) 个中 \(members.count) 个\(verb[.chinese])\(placesInChinese)")
    }

    /// A field of an owner that is compared.
    private struct Field: Sendable {
        let name: String
        let words: @Sendable (Owner) -> Wording?

        init(_ name: String, _ value: @escaping @Sendable (Owner) -> String?) {
            self.name = name
            words = { owner in value(owner).flatMap { $0.isEmpty ? nil : Wording(verbatim: $0) } }
        }
    }

    /// The field that says which members of a group forward nothing.
    static let membersField = "Members"

    private static let fields: [Field] = [
        Field("Status") { $0.status.value?.raw },
        Field("BanStatus") { $0.ban.value?.raw },
        Field("Name") { $0.name },
        Field("AccessRegion") { $0.accessRegion },
        Field("RealServerRegion") { $0.originRegion },
        Field("Domain") { $0.domain },
        Field("IP") { $0.address },
        Field("Bandwidth") { $0.bandwidth.map(String.init) },
    ]
}

extension OwnerChange {
    /// What happened, in a word or two: `added`, `removed`, `config`.
    package func title(in language: Language) -> String {
        switch what {
        case .added: Wording("added", zh: "新增")[language]
        case .removed: Wording("removed", zh: "已删除")[language]
        case .changed: Wording("config", zh: "配置")[language]
        }
    }

    /// The particulars: `Status RUNNING -> CLOSED`; empty where the title says all.
    package func details(in language: Language) -> String {
        guard case .changed(let fields) = what else { return "" }
        return fields.map { $0.words[language] }.joined(separator: Wording("; ", zh: "；")[language])
    }
}
