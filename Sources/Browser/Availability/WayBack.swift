// Where Esc and `q` lead.

import Inventory

extension BrowserState {
    /// Whether Esc has something to close, to clear or to go back to.
    var canGoBack: Bool {
        overlay != nil || focus != .list || failure != nil || listing.filter != nil || listing.problemsOnly
            || narrowing != nil
            || questionBehind != nil
    }

    /// Where back leads: from what the service filtered to its whole scope, then to all where all was looked at, then
    /// to the start.
    var questionBehind: Question? {
        if question.isFiltered { return Question(question.scope) }
        if question.scope == .all { return nil }
        if sweep != nil { return Question(.all) }
        let start = ledToGroup(home)
        return question == start ? nil : start
    }

    /// The same question about the group of the member that it names.
    func ledToGroup(_ asked: Question) -> Question {
        guard case .proxy(let id) = asked.scope, let group = account.group(ofMember: id) else { return asked }
        var led = asked
        led.scope = Scope(group)
        return led
    }
}
