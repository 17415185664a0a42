import EthereumTypes

/// What the indices of a block's access list stand for, in words.
struct BlockAccessIndexNames {
  /// The number of transactions; where it is not known, the last index may be the block's end.
  let transactionCount: Int?

  /// Wide enough for every name of a block with up to 99 999 transactions.
  static let width = "99999 transaction 99998".count

  /// The index and what it stands for: `0 pre-execution`, `3 transaction 2`, `9 post-execution`.
  func name(of index: BlockAccessIndex) -> String {
    if index == .preExecution { return "\(index) pre-execution" }
    guard let count = transactionCount else {
      return "\(index) transaction \(index.rawValue - 1)"
    }
    if let transaction = index.transaction(of: count) {
      return "\(index) transaction \(transaction)"
    }
    return index == .postExecution(transactionCount: count)
      ? "\(index) post-execution" : "\(index) beyond the block"
  }
}
