// The messages for the errors of a call. The client's errors contain only facts. This file and the tables in this
// folder contain the texts.

package import Essentials
package import TencentCloud

extension CloudError: DescribedError {
    package var message: Wording { Wording { Notice(self, language: $0).what } }

    package var advice: Wording? {
        let advice = Wording { Notice(self, language: $0).advice }
        return advice[.english].isEmpty ? nil : advice
    }
}

extension ServiceError: DescribedError {
    package var message: Wording { CloudError.service(self).message }
    package var advice: Wording? { CloudError.service(self).advice }
}

extension ResponseError: DescribedError {
    package var message: Wording {
        let meaning = kind.meaning
        let wait = retryAfter.map(\.components.seconds).map { seconds in
            Wording(" (retry after \(seconds) s)", zh: "（请在 \(seconds) 秒后重试）")
        }
        return Wording { "\(action): \(meaning[$0])\(wait?[$0] ?? "")" }
    }

    package var advice: Wording? { kind.advice[.english].isEmpty ? nil : kind.advice }
}

extension CredentialError: DescribedError {
    package var message: Wording {
        if isOtherAccount { return Wording("the key now belongs to another account", zh: "密钥现属于另一个账号") }
        let english = tried.map { $0[.english] }.joined(separator: "; ")
        let chinese = tried.map { $0[.chinese] }.joined(separator: "；")
        return Wording("no credentials (\(english))", zh: "没有可用的密钥（\(chinese)）")
    }

    package var advice: Wording? {
        if isOtherAccount {
            return Wording(
                "restart gaapscope: data of two accounts is never mixed", zh: "请重新启动 gaapscope：不同账号的数据不会混在一起")
        }
        return Wording(
            """
            set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or run `gaapscope doctor` or \
            `gaapscope --demo`
            """,
            zh: "请设置 TENCENTCLOUD_SECRET_ID 与 TENCENTCLOUD_SECRET_KEY，或运行 `gaapscope doctor`、`gaapscope --demo`")
    }
}
