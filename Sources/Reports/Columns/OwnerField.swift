// A table of everything that is known about an owner, with labels and decoded values. The browser's detail and `show`
// read it. The fields that are needed most often come first.

import GAAP
package import Essentials
package import Inventory

/// A field of an owner, for the detail of a listener.
package struct OwnerField: Sendable {
    /// A line of the detail. The label is empty from a field's second line on.
    package struct Line: Sendable {
        package let label: Wording
        package let value: Wording
    }

    package let label: Wording
    /// Returns the lines of the field; an empty array omits the field because the service sent nothing.
    package let values: @Sendable (Owner) -> [Wording]

    private init(_ label: Wording, lines values: @escaping @Sendable (Owner) -> [Wording]) {
        self.label = label
        self.values = values
    }

    private init(_ label: Wording, _ value: @escaping @Sendable (Owner) -> Wording?) {
        self.init(label, lines: { owner in value(owner).map { [$0] } ?? [] })
    }

    private init(_ label: Wording, verbatim value: @escaping @Sendable (Owner) -> String?) {
        self.init(label) { owner in value(owner).flatMap { $0.isEmpty ? nil : Wording(verbatim: $0) } }
    }

    /// Returns all lines about an owner.
    package static func lines(of owner: Owner) -> [Line] {
        all.flatMap { field in
            field.values(owner).enumerated().map { place, value in
                Line(label: place == 0 ? field.label : Wording(verbatim: ""), value: value)
            }
        }
    }

    package static let all: [OwnerField] = [
        OwnerField(Wording("status", zh: "状态")) { owner in
            owner.isRead ? words(owner.status) : Wording("not read", zh: "未读取")
        },
        OwnerField(Wording("ban", zh: "封禁")) { owner in
            owner.isRead && !owner.id.isGroup ? words(owner.ban) : nil
        },
        OwnerField(Wording("members", zh: "成员"), lines: members),
        OwnerField(Wording("group", zh: "通道组"), verbatim: { $0.groupID }),
        OwnerField(Wording("access", zh: "加速区域"), verbatim: { $0.accessRegion }),
        OwnerField(Wording("origins in", zh: "源站区域"), verbatim: { $0.originRegion }),
        OwnerField(
            Wording("VIP", zh: "接入 VIP"),
            lines: { owner in
                let addresses = owner.details?.addresses ?? []
                return addresses.isEmpty ? owner.addresses.map(Wording.init(verbatim:)) : addresses.map(words)
            }),
        OwnerField(Wording("CNAME", zh: "接入域名"), verbatim: { $0.domain }),
        OwnerField(
            Wording("unified", zh: "统一域名"),
            lines: { owner in
                (owner.details?.relatedDomains ?? []).map(Wording.init(verbatim:))
            }),
        OwnerField(Wording("firewall", zh: "防火墙")) { owner in
            let addresses = owner.details?.forwardAddresses ?? []
            if addresses.isEmpty { return nil }
            return Wording(
                "the origin's firewall must allow \(addresses.joined(separator: ", ")) (ForwardIP)",
                zh: "源站防火墙须放行 \(addresses.joined(separator: "、"))（ForwardIP）")
        },
        OwnerField(Wording("bandwidth", zh: "带宽"), verbatim: { $0.bandwidth.map { "\($0) Mbit/s" } }),
        OwnerField(Wording("limit", zh: "并发上限")) { owner in
            guard let limit = owner.details?.connectionLimit, limit > 0 else { return nil }
            let number = Count.text(limit)
            return Wording("\(number) concurrent connections", zh: "\(number) 个并发连接")
        },
        OwnerField(Wording("policy", zh: "访问策略"), verbatim: { $0.details?.policyID }),
        OwnerField(Wording("package", zh: "套餐类型")) { $0.details?.packageType?.meaning },
        OwnerField(Wording("network", zh: "网络类型")) { $0.details?.networkType?.meaning },
        OwnerField(Wording("IP version", zh: "IP 版本")) { $0.details?.ipVersion?.meaning },
        OwnerField(Wording("billing", zh: "计费方式")) { $0.details?.billingType?.meaning },
        OwnerField(Wording("version", zh: "版本"), verbatim: { $0.details?.version }),
        OwnerField(Wording("unreadable", zh: "无法读取")) { owner in
            let fields = (owner.details?.unreadable ?? []).prefix(20).joined(separator: ", ")
            return fields.isEmpty ? nil : Wording("\(fields): not in the documented form", zh: "\(fields)：与文档不符")
        },
    ]

    private static func words(_ code: Sent<some OpenCode>) -> Wording {
        switch code {
        case .value(let code): code.meaning
        case .missing, .null: Wording("not sent by the service", zh: "服务未返回")
        case .unreadable: Wording("unreadable", zh: "无法读取")
        }
    }

    /// Returns the text of an address, for example `203.0.113.11 (China Mobile, 10 Mbit/s)`.
    private static func words(_ address: ProxyIP) -> Wording {
        let text = address.ip ?? "?"
        let bandwidth = address.bandwidth.map { "\($0) Mbit/s" }
        return Wording { language in
            let facts = [address.carrier?.meaning[language], bandwidth].compactMap(\.self)
            if facts.isEmpty { return text }
            return language == .english
                ? "\(text) (\(facts.joined(separator: ", ")))" : "\(text)（\(facts.joined(separator: "，"))）"
        }
    }

    /// Returns one line for each member of a group.
    private static func members(_ owner: Owner) -> [Wording] {
        guard owner.id.isGroup, owner.isRead else { return [] }
        guard let members = owner.members else { return [Wording("not read", zh: "未读取")] }
        return members.isEmpty ? [Wording("none listed", zh: "未列出成员")] : members.map(words)
    }

    /// Returns the text of a member, for example
    /// `link-a1b2c3d4 edge-hk: closed, Hong Kong, VIP 203.0.113.5, CNAME link-a1b2c3d4.example`.
    private static func words(_ member: Owner) -> Wording {
        let title = member.name.isEmpty ? member.id.text : "\(member.id.text) \(member.name)"
        let vip = member.addresses.isEmpty ? nil : "VIP \(member.addresses.joined(separator: " "))"
        let name = member.domains.isEmpty ? nil : "CNAME \(member.domains.joined(separator: " "))"
        let facts = [member.accessRegion, vip, name].compactMap(\.self)
        let state = member.state.memberWords
        return Wording(
            "\(title): \(([state[.english]] + facts).joined(separator: ", "))",
            zh: "\(title)：\(([state[.chinese]] + facts).joined(separator: "，"))")
    }
}
