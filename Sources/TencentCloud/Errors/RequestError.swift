package import Essentials

/// The error of a request that the service would refuse.
package struct RequestError: DescribedError, Sendable, Equatable {
    /// The error code of the API: `MissingParameter`, `InvalidParameter`, `InvalidParameterValue`.
    package let code: String
    package let message: Wording

    package init(code: String, message: Wording) {
        self.code = code
        self.message = message
    }
}
