import EthereumTypes
import Testing

@Suite("Transaction and block access indices")
struct IndexTests {
  @Test func transactionOwnsTheNextIndex() {
    #expect(BlockAccessIndex(TransactionIndex(0)).rawValue == 1)
    #expect(BlockAccessIndex(TransactionIndex(9)).rawValue == 10)
  }

  @Test func onlyTheMiddleBelongsToTransactions() {
    #expect(BlockAccessIndex.preExecution.rawValue == 0)
    #expect(BlockAccessIndex.postExecution(transactionCount: 3).rawValue == 4)
    let owners = (0...4).map { BlockAccessIndex(rawValue: $0).transaction(of: 3)?.rawValue }
    #expect(owners == [nil, 0, 1, 2, nil])
  }

  @Test func indicesAreOrdered() {
    #expect(TransactionIndex(1) < TransactionIndex(2))
    #expect(BlockAccessIndex(rawValue: 1) < BlockAccessIndex(rawValue: 2))
    #expect("\(TransactionIndex(7)) \(BlockAccessIndex(rawValue: 8))" == "7 8")
  }
}
