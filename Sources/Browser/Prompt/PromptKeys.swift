package import Essentials

/// The keys of a prompt, for the help and the manual. They cannot be rebound.
package enum PromptKeys {
    /// The keys and what they do.
    package static let rows: [(keys: String, help: Wording)] = [
        ("Enter", Wording("confirm", zh: "确认")),
        ("Esc Ctrl-C", Wording("cancel, and restore the previous filter", zh: "取消，并恢复原来的过滤条件")),
        (
            "Tab Shift-Tab",
            Wording(
                "complete commands, IDs, addresses, columns, filter words; again: next one",
                zh: "补全命令、ID、地址、列、过滤关键字；再按：下一个")
        ),
        ("Up Down", Wording("previous and next line of the history", zh: "历史输入中的上一条、下一条")),
        (
            "Ctrl-P Ctrl-N",
            Wording(
                "same as Up and Down; while typing a filter, move in the list, as do PgUp and PgDn",
                zh: "同上；输入过滤条件时在列表中上下移动，PgUp、PgDn 亦然")
        ),
        ("Ctrl-A Ctrl-E", Wording("start of the line, end of the line; also Home and End", zh: "到行首、到行尾；也可用 Home、End")),
        ("Alt-b Alt-f", Wording("back one word, forward one word", zh: "后退一词、前进一词")),
        ("Ctrl-U Ctrl-K", Wording("cut the text before the cursor, after the cursor", zh: "剪切光标前、光标后的内容")),
        ("Ctrl-W Alt-d", Wording("cut the word before the cursor, after the cursor", zh: "剪切光标前、光标后的一词")),
        ("Ctrl-Y", Wording("paste the cut text", zh: "粘贴剪切的内容")),
        ("Ctrl-D Del", Wording("delete the character at the cursor", zh: "删除光标处的字符")),
    ]
}
