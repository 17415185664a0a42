import BlockAccessLists

/// Why a file gives no block access list.
package enum BlockAccessListFileError: Error, CustomStringConvertible {
  /// The file cannot be read, or its JSON is not what its format asks for.
  case file(BlockSetError)
  /// The bytes are no RLP of the right shape.
  case malformed(path: String, BlockAccessListError)
  /// The contents are neither RLP nor hex digits nor JSON.
  case unknownForm(path: String)
  /// The file is well formed and of a format that has no access lists.
  case withoutLists(path: String, found: String)
  /// No case or block of this choice has a list.
  case notFound(path: String, BlockAccessListFile.Choice)

  /// `file: error: …`, with the place where there is one.
  package var description: String {
    switch self {
    case .file(let error): error.description
    case .malformed(let path, let error): "\(path): error: \(error)"
    case .unknownForm(let path):
      "\(path): error: expected a block access list as RLP, hex digits or JSON"
    case .withoutLists(let path, let found):
      "\(path): error: expected a block access list, found \(found)"
    case .notFound(let path, let choice):
      "\(path): error: expected a block access list\(choice.words), found none"
    }
  }
}

extension BlockAccessListFile.Choice {
  /// What was asked for, in words.
  fileprivate var words: String {
    (blockNumber.map { " of block \($0)" } ?? "")
      + (caseName.map { " in a case named like \"\($0)\"" } ?? "")
  }
}
