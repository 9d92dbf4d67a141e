// Changes in words, one line each: what happened first, then to whom, then the particulars.
//
//   DOWN <- OK    8443 login-gw-hk (link-hwera8lq)  10.3.1.7 down
//   removed       9000 pay (lg-bjkpdum1)  was OK
//   config          80 web (link-7xq2m1c0)  DelayLoop 5 s -> 10 s; origin 10.3.1.8:80 bound
//
// Names come from afar: whoever prints a line makes them harmless, as with every text.

extension Change {
    /// Columns of what happened: the longest is `PART <- NONE`.
    private static let whatWidth = 12

    /// The change in one line.
    package var line: String {
        let happened = title
        let blanks = String(repeating: " ", count: max(0, Self.whatWidth - happened.count))
        let details = details
        return "\(happened)\(blanks) \(subject.line)" + (details.isEmpty ? "" : "  \(details)")
    }

    /// What happened, in a word or two: `DOWN <- OK`, `added`, `removed`, `moved`, `config`.
    package var title: String {
        switch what {
        case .health(let health):
            health.from == health.to ? health.to.word : "\(health.to.word) <- \(health.from.word)"
        case .removed: "removed"
        case .added: "added"
        case .moved: "moved"
        case .configuration: "config"
        }
    }

    /// The particulars; empty where the title says all.
    package var details: String {
        switch what {
        case .health(let health): health.details
        case .removed(let state): "was \(state.word)"
        case .added(let state): "is \(state.word)"
        case .moved(let from, let to): "\(from.text) -> \(to.text)"
        case .configuration(let fields): fields.map(\.words).joined(separator: "; ")
        }
    }
}

extension Change.Subject {
    /// ` 8443 login-gw-hk (link-hwera8lq)`: the port in five columns.
    package var line: String {
        let port = port.map(String.init) ?? "?"
        let blanks = String(repeating: " ", count: max(0, 5 - port.count))
        return "\(blanks)\(port) \(name.isEmpty ? id : name) (\(owner.text))"
    }
}

extension HealthChange {
    fileprivate var details: String {
        // BindStatus follows from the origins: it is told only where nothing else tells it.
        let told = fields.filter { $0.field != "BindStatus" || (from == to && origins.isEmpty) }
        return (origins.map(\.words) + told.map(\.words)).filter { !$0.isEmpty }.joined(separator: ", ")
    }
}

extension OriginChange {
    /// `10.3.1.7 down`, `api.example partly down: 10.0.0.7 down, 10.0.0.8 up`.
    package var words: String {
        guard let to else { return "\(address) unbound" }
        var text = address
        if from == nil {
            text += " bound, \(Self.words(to))"
        } else if from != to {
            text += " \(Self.words(to))"
        }
        // An address names itself in its own list.
        let isOwn = { (down: String) in down == address || down.hasPrefix("\(address):") }
        let addresses = [(wentDown, "down"), (cameBack, "up")].compactMap { list, word in
            let others = list.filter { !isOwn($0) }
            return others.isEmpty ? nil : "\(others.joined(separator: " ")) \(word)"
        }
        if !addresses.isEmpty { return "\(text): \(addresses.joined(separator: ", "))" }
        if from == to, let status { return "\(text) \(status.arrow)" }
        return text
    }

    private static func words(_ state: State) -> String {
        switch state {
        case .down: "down"
        case .dns: "does not resolve"
        case .part: "partly down"
        case .off: "not checked"
        case .ok: "up"
        case .unknown, .busy, .none: "unknown"
        }
    }
}

extension FieldChange {
    /// `DelayLoop 5 s -> 10 s`, `origin 10.3.1.7 RealServerWeight 1 -> 5`, `origin 10.3.1.8:80 bound`.
    package var words: String {
        switch (field, from, to) {
        case ("RealServerSet", nil, let to?): "origin \(to) bound"
        case ("RealServerSet", let from?, nil): "origin \(from) unbound"
        default: "\(origin.map { "origin \($0) " } ?? "")\(field) \(arrow)"
        }
    }

    /// `5 s -> 10 s`; what was not there is `nothing`.
    fileprivate var arrow: String { "\(from ?? "nothing") -> \(to ?? "nothing")" }
}
