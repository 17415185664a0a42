import Execution

/// The rejection that a test expects: names of the execution-spec-tests, any of which may be the
/// reason, such as `TransactionException.NONCE_IS_MAX|BlockException.INVALID_GASLIMIT`.
struct ExpectedException: CustomStringConvertible {
  /// As the test writes it.
  let description: String
  private let names: Set<Substring>

  init(_ text: String) {
    description = text
    // The kind of exception before the full stop says nothing that the name does not.
    names = Set(text.split(separator: "|").map { $0.split(separator: ".").last ?? $0 })
  }

  /// Whether the test may mean this reason.
  ///
  /// A name that this project does not know contradicts no reason.
  func permits(_ reason: BlockInvalidity) -> Bool {
    names.contains { reason.isNamed($0) || !ExceptionNames.areKnown($0) }
  }

  /// Whether the test may mean bytes that are no transaction, or a value that none can have.
  var permitsUndecodable: Bool {
    names.contains {
      $0.hasPrefix(ExceptionNames.encodingPrefix) || ExceptionNames.decoding.contains(String($0))
        || !ExceptionNames.areKnown($0)
    }
  }

  /// Whether the test may mean this reason to refuse a single transaction.
  func permits(_ reason: TransactionInvalidity) -> Bool {
    names.contains { reason.exceptionNames.contains(String($0)) || !ExceptionNames.areKnown($0) }
  }
}
