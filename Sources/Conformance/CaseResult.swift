/// How one conformance case ended.
package enum CaseVerdict: Sendable, Equatable {
  case passed
  /// The first divergence, in words.
  case failed(String)
  /// Not run, and why.
  case skipped(String)
}

/// One case with its verdict.
package struct CaseResult: Sendable {
  package let path: String
  package let name: String
  /// The fork or network, as the file names it.
  package let network: String
  package let verdict: CaseVerdict
}
