/// A block: header, transactions, ommers and, from Shanghai on, withdrawals.
package struct Block: Hashable, Sendable {
  package var header: BlockHeader
  package var transactions: [Transaction]
  package var ommers: [BlockHeader]
  /// `nil` before Shanghai.
  package var withdrawals: [Withdrawal]?

  package init(
    header: BlockHeader, transactions: [Transaction] = [], ommers: [BlockHeader] = [],
    withdrawals: [Withdrawal]?
  ) {
    self.header = header
    self.transactions = transactions
    self.ommers = ommers
    self.withdrawals = withdrawals
  }
}
