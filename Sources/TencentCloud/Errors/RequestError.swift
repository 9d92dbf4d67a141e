package import Essentials

/// A request that the service would refuse.
package struct RequestError: DescribedError, Sendable, Equatable {
    /// The API's code for it: `MissingParameter`, `InvalidParameter`, `InvalidParameterValue`.
    package let code: String
    package let message: Wording

    package init(code: String, message: Wording) {
        self.code = code
        self.message = message
    }
}
