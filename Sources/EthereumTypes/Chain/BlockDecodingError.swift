/// Why bytes are no block.
package enum BlockDecodingError: Error, Equatable, Sendable {
  /// What of a block a fault lies in; list members by their position.
  package enum Part: Equatable, Sendable {
    case header
    case body
    case ommer(Int)
    case withdrawal(Int)
  }

  /// The bytes are no canonical encoding of this part's fields.
  case malformed(Part, RLPError)
  /// The transaction at this position could not be read.
  case transaction(Int, TransactionError)
}

extension BlockDecodingError {
  /// Where in the input the fault lies.
  package var offset: Int? {
    switch self {
    case .malformed(_, let error): error.offset
    case .transaction(_, let error): error.offset
    }
  }
}

extension BlockDecodingError: CustomStringConvertible {
  /// The part, the place and the reason.
  package var description: String {
    switch self {
    case .malformed(.header, let error): "block header: \(error)"
    case .malformed(.body, let error): "block body: \(error)"
    case .malformed(.ommer(let index), let error): "ommer \(index): \(error)"
    case .malformed(.withdrawal(let index), let error): "withdrawal \(index): \(error)"
    case .transaction(let index, let error): "transaction \(index): \(error)"
    }
  }
}
