// Determines what Esc and `q` go back to.

import Inventory

extension BrowserState {
    /// Whether Esc can close something, clear a filter or go back.
    var canGoBack: Bool {
        overlay != nil || focus != .list || failure != nil || listing.filter != nil || listing.problemsOnly
            || narrowing != nil
            || previousQuestion != nil
    }

    /// The question that Esc and `q` go back to: from a filtered question to its whole scope, from a scope to the whole
    /// account if the whole account was read, otherwise to the initial question. Nil at the top level.
    var previousQuestion: Question? {
        if question.isFiltered { return Question(question.scope) }
        if question.scope == .all { return nil }
        if sweep != nil { return Question(.all) }
        let start = redirectedToGroup(home)
        return question == start ? nil : start
    }

    /// Returns the question with its proxy replaced by the proxy's group, if the proxy is a member of a group.
    func redirectedToGroup(_ asked: Question) -> Question {
        guard case .proxy(let id) = asked.scope, let group = account.group(ofMember: id) else { return asked }
        var redirected = asked
        redirected.scope = Scope(group)
        return redirected
    }
}
