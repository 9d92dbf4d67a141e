// The texts for the state of an owner: a short form that is displayed with a listener, and a sentence for `why`.

package import GAAP
package import Essentials

extension OwnerState {
    /// The short form that is displayed with listeners, such as `proxy isolated` or `group: 1 of 3 members closed (Hong
    /// Kong)`; nil if the owner forwards traffic.
    package var words: Wording? {
        let owner = isGroup ? Wording("group", zh: "通道组") : Wording("proxy", zh: "通道")
        switch cause {
        case .status(let status):
            guard kind != .serves else { return nil }
            return Wording(
                "\(owner[.english]) \(status.meaning[.english])", zh: "\(owner[.chinese])\(status.meaning[.chinese])")
        case .ban(let ban):
            return Wording(
                "\(owner[.english]) \(ban.meaning[.english])", zh: "\(owner[.chinese])\(ban.meaning[.chinese])")
        case .members(let members, let count): return Self.words(members, of: count, kind)
        case .doubt(let doubt): return doubt.words(of: owner)
        }
    }

    /// The state for a column of its own: `running`, `isolated`, `1 of 3 closed`.
    package var brief: Wording {
        switch cause {
        case .status(let status): return status.meaning
        case .ban(let ban): return ban.meaning
        case .members(let members, let count):
            let verb = Self.verb(of: members, kind)
            return Wording(
                "\(members.count) of \(count) \(verb[.english])",
                zh: "\(count) 个成员中 \(members.count) 个\(verb[.chinese])")
        case .doubt: return words ?? kind.verb
        }
    }

    /// The state that all these members share, or the general word if their states differ.
    private static func verb(of members: [GroupMember], _ kind: Kind) -> Wording {
        let verbs = Set(members.map(\.state.verb))
        return verbs.count == 1 ? verbs.first ?? kind.verb : kind.verb
    }

    /// The state of one member, without the word for the member: `closed`.
    package var verb: Wording {
        switch cause {
        case .status(let status): status.meaning
        case .ban(let ban): ban.meaning
        case .members, .doubt: kind.verb
        }
    }

    /// The state of a member of a group, for the list of the members: `running`, `closed`, `proxy Status missing`.
    package var memberWords: Wording {
        if case .doubt(let doubt) = cause { return doubt.words(of: Wording("proxy", zh: "通道")) }
        return verb
    }

    private static func words(_ members: [GroupMember], of count: Int, _ kind: Kind) -> Wording {
        let verb = verb(of: members, kind)
        var regions: [String] = []
        for region in members.compactMap(\.region) where !regions.contains(region) { regions.append(region) }
        return Wording { language in
            let places =
                regions.isEmpty
                ? ""
                : language == .english
                    ? " (\(regions.joined(separator: ", ")))" : "（\(regions.joined(separator: "、"))）"
            return language == .english
                ? "group: \(members.count) of \(count) members \(verb[.english])\(places)"
                : "通道组：\(count) 个成员中 \(members.count) 个\(verb[.chinese])\(places)"
        }
    }

    /// What the state means for traffic, for `why`; nil if the owner forwards traffic. `site` determines how long an
    /// isolated proxy is kept.
    package func explanation(site: Site?) -> Wording? {
        guard let words, kind != .serves else { return nil }
        let meaning = meaning(site: site)
        return Wording("\(words[.english]): \(meaning[.english])", zh: "\(words[.chinese])：\(meaning[.chinese])")
    }

    private func meaning(site: Site?) -> Wording {
        switch cause {
        case .status(let status): Self.meaning(of: status, kind, site: site)
        case .ban(let ban) where kind == .stopped:
            ban == .banned
                ? Wording(
                    "its bandwidth is limited to 0, so nothing is forwarded (BanStatus)",
                    zh: "带宽被限制为 0，不转发任何流量（BanStatus）")
                : Wording(
                    "the ban could not be lifted, so its bandwidth may still be 0 (BanStatus)",
                    zh: "解封失败，带宽可能仍为 0（BanStatus）")
        case .ban:
            Wording(
                "its bandwidth may be 0 in the meantime (BanStatus)", zh: "在此期间带宽可能为 0（BanStatus）")
        case .members(let members, let count): Self.meaning(of: members, count, kind)
        case .doubt:
            Wording("it is not known whether traffic is forwarded", zh: "无法判断是否转发流量")
        }
    }

    private static func meaning(of members: [GroupMember], _ count: Int, _ kind: Kind) -> Wording {
        switch kind {
        case .stopped:
            return Wording("no member forwards traffic", zh: "没有成员转发流量")
        case .partlyStopped:
            return Wording(
                "clients that connect there are not served; the other \(count - members.count) forward traffic",
                zh: "从这些地域接入的客户端得不到服务；其余 \(count - members.count) 个成员仍在转发")
        case .changing, .unknown, .serves:
            return Wording(
                "it is not known whether these forward traffic at the moment", zh: "无法判断这些成员此刻是否转发流量")
        }
    }

    private static func meaning(of status: OwnerStatus, _ kind: Kind, site: Site?) -> Wording {
        switch status {
        case .closed:
            Wording(
                "it was closed; nothing is forwarded until it is opened again (Status)",
                zh: "已关闭，重新开启前不转发任何流量（Status）")
        case .isolating, .isolated: isolation(site)
        case .createFailed:
            Wording("it was never created, so nothing is forwarded (Status)", zh: "创建未成功，不转发任何流量（Status）")
        case .destroying:
            Wording("it is being deleted, and nothing is forwarded (Status)", zh: "正在删除，不转发任何流量（Status）")
        case .recovering:
            Wording(
                "it is under maintenance; traffic may not be forwarded in the meantime (Status)",
                zh: "服务方正在维护，期间可能不转发流量（Status）")
        default:
            Wording("traffic may not be forwarded until this is done (Status)", zh: "完成之前可能不转发流量（Status）")
        }
    }

    /// How long a proxy is kept after its account has fallen into arrears.
    private static func isolation(_ site: Site?) -> Wording {
        let international = Wording(
            "on the international site service stops after 2 hours and proxies are destroyed after 26 hours",
            zh: "国际站欠费 2 小时后停服，26 小时后销毁通道")
        let china = Wording(
            "on the Chinese site service stops after 24 hours and proxies are destroyed after 7 days",
            zh: "中国站欠费 24 小时后停服，7 天后销毁通道")
        let periods: [Wording] =
            switch site {
            case .international: [international]
            case .china: [china]
            case nil: [international, china]
            }
        return Wording { language in
            let joined = periods.map { $0[language] }.joined(separator: language == .english ? "; " : "；")
            return language == .english
                ? "the account is in arrears, so nothing is forwarded (Status); \(joined)"
                : "账号欠费，不转发任何流量（Status）；\(joined)"
        }
    }
}

extension OwnerState.Kind {
    /// The common word for members that are in this state for different reasons.
    fileprivate var verb: Wording {
        switch self {
        case .stopped, .partlyStopped: Wording("stopped", zh: "已停止")
        case .changing: Wording("changing", zh: "变更中")
        case .unknown: Wording("unknown", zh: "状态未知")
        case .serves: Wording("running", zh: "运行中")
        }
    }
}

extension OwnerState.Doubt {
    fileprivate func words(of owner: Wording) -> Wording {
        switch self {
        case .notRead: Wording("\(owner[.english]) status not read", zh: "未读取\(owner[.chinese])状态")
        case .missing(let field): Wording("\(owner[.english]) \(field) missing", zh: "\(owner[.chinese])缺少 \(field)")
        case .unreadable(let field):
            Wording("\(owner[.english]) \(field) unreadable", zh: "\(owner[.chinese]) \(field) 无法读取")
        case .unknownCode(let field, let raw):
            Wording("\(owner[.english]) \(field) \(raw)", zh: "\(owner[.chinese]) \(field) \(raw)")
        case .membersNotRead: Wording("members of the group not read", zh: "未读取通道组成员")
        case .noMembers: Wording("no members listed for the group", zh: "通道组未列出任何成员")
        }
    }
}
