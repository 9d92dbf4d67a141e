// The entry point of the core: takes a message, changes the state and returns effects. It is synchronous and has no
// side effects. No other code changes the state.

import Inventory
import Reports
package import Essentials

extension BrowserState {
    /// Starts the browser by asking its first question.
    package mutating func start() -> [Effect] {
        ask(question, isManual: false)
    }

    /// Handles one message.
    package mutating func update(_ message: Message, now: Moment) -> [Effect] {
        update(CollectionOfOne(message), now: now).effects
    }

    /// Handles messages one after another, and then updates derived state once for all of them: groups, scrolling,
    /// reasons.
    /// - Parameter goesOn: returns whether there is time for another message. It is called before each message except
    ///   the first.
    /// - Returns: the effects, and how many messages were handled: at least one, unless `messages` is empty.
    package mutating func update(
        _ messages: some Collection<Message>, now: Moment, while goesOn: () -> Bool = { true }
    ) -> (effects: [Effect], taken: Int) {
        self.now = now
        let before = listing.row
        var effects: [Effect] = []
        var (taken, isTick, isKey) = (0, false, false)
        for message in messages {
            guard taken == 0 || goesOn() else { break }
            effects += take(message)
            taken += 1
            switch message {
            case .key: isKey = true
            case .tick: isTick = true
            default: break
            }
        }
        effects += follow(isKey: isKey, isTick: isTick, hasMoved: listing.row != before)
        return (effects, taken)
    }

    private mutating func take(_ message: Message) -> [Effect] {
        if !message.isPage { settleList() }
        switch message {
        case .key(let key): return press(key)
        case .resized(let size): self.size = size
        case .tick: return tick()
        case .rested: break
        case .fetched(let event): return take(event)
        case .copied(let name, let outcome): noteSent(name, outcome)
        case .clipboardKnown(let finding): learn(finding)
        case .saved(let name, let outcome): showOutcome(outcome, of: name)
        case .journalRead(let extract): receive(extract)
        case .journalFailed(let reason):
            log(notice(reason))
            showNotice(
                Wording(
                    "changes are kept in memory only: \(reason[.english])", zh: "变化仅保存在内存中：\(reason[.chinese])"),
                about: .journal)
        case .profileRefused(let notice):
            log(notice)
            remarks.showOutcome(notice)
        }
        return []
    }

    /// Updates the derived state after messages were handled.
    private mutating func follow(isKey: Bool, isTick: Bool, hasMoved: Bool) -> [Effect] {
        settleList()
        let layout = Layout(self)
        if layout.sidebar > 0 {
            sidebar.refresh(from: account)
            sidebar.scroll(heights: sidebar.heights(rows: layout.body.count))
        }
        listing.scroll(height: layout.list.count)
        let effects = historyEffects(isTick: isTick)
        paneSubject.follow(listing.row, isKey: isKey, hasMoved: hasMoved, now: now)
        reasons.refresh(openedRow ?? paneSubject.row, in: account, recency)
        rememberOwnersRead()
        causes.refresh(from: account, recency, isWhole: areAllOwnersRead)
        followRecords(layout)
        clampText(layout)
        clampPicker(layout)
        if !isRemarkHidden { remarks.noteShown(at: now) }
        return effects
    }

    /// Starts a refresh if the interval has passed since the last run ended.
    private mutating func tick() -> [Effect] {
        guard !isPaused, let run = currentRun, let finished = run.finishedAt else { return [] }
        // A run that ended before this process started has no age and is always due.
        guard now.age(of: finished).map({ $0 >= interval }) ?? true else { return [] }
        return ask(question, isManual: false)
    }

    /// Keeps the scroll position of texts valid after a resize or a change of the text.
    private mutating func clampText(_ layout: Layout) {
        if var text = openText {
            text.top = max(0, min(text.top, textLines(width: size.columns).count - layout.body.count))
            openText = text
        }
        if !panes.contains(focus) { focus = .list }
        let lines = paneLines(width: layout.main.count).count
        paneTop = max(0, min(paneTop, lines - max(0, layout.pane.count - 1)))
    }

    private mutating func clampPicker(_ layout: Layout) {
        guard case .picker(var picker)? = overlay else { return }
        picker.refresh(from: account)
        picker.clamp(page: layout.body.count - 2)
        overlays.replaceTop(by: .picker(picker))
    }

    /// Logs an error and shows it.
    mutating func fail(_ notice: Notice, asking question: Question?) {
        log(notice)
        failure = Failure(notice: notice, question: question)
    }

    /// Adds a notice to the error log.
    mutating func log(_ notice: Notice) {
        errors.append(LoggedError(at: now, notice: notice))
    }

    /// Shows the answer to the key that was just pressed.
    mutating func showRemark(_ what: Wording, advice: Wording? = nil) {
        remarks.answer(notice(what, advice: advice))
    }

    /// Shows a notice that no key asked for. It does not replace an answer.
    mutating func showNotice(_ what: Wording, advice: Wording? = nil, about topic: Remarks.Topic) {
        remarks.add(notice(what, advice: advice), about: topic)
    }
}

extension Message {
    /// Whether the message is one of the many that reading all listeners brings: a page, or the end of an owner's list.
    fileprivate var isPage: Bool {
        if case .fetched(let event) = self {
            switch event {
            case .page, .passEnded, .called: return true
            default: return false
            }
        }
        return false
    }
}
