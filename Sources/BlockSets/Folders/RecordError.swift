import BlockAccessLists
import EthereumTypes

/// Why the contents of a block set's file are no record. Offsets count uncompressed bytes.
package enum RecordError: Error, CustomStringConvertible {
  /// The bytes are no canonical RLP of the record's shape.
  case rlp(RLPError)
  /// The access list in the record is none; offsets count from the list's start.
  case accessList(BlockAccessListError)
  /// A block that was built from its fields cannot be decoded; offsets count from its start.
  case block(BlockDecodingError)
  /// A value is out of its range, or stands twice.
  case value(offset: Int, expected: String)

  /// Where in the record, what was expected and what was found.
  package var description: String {
    switch self {
    case .rlp(let error): "\(error)"
    case .accessList(let error): "the block access list: \(error)"
    case .block(let error): "the block: \(error)"
    case .value(let offset, let expected): "expected \(expected) at byte \(offset)"
    }
  }
}
