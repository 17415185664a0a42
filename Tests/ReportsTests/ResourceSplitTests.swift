import EthereumTypes
import Reports
import Scheduling
import Testing

/// What leaving one resource out would do to the largest group of the true dependencies.
@Suite struct ResourceSplitTests {
  private let counter = Resource.storage(Address(word: 1), 0)
  private let price = Resource.storage(Address(word: 2), 0)
  private let vault = Resource.balance(Address(word: 3))

  private func dependencies(_ writes: [[Resource]]) -> BlockDependencies {
    BlockDependencies(
      accesses: writes.map { AccessSet(writes: $0) },
      senders: writes.indices.map { Address(word: UInt256(100 + $0)) })
  }

  /// 0, 1 and 2 share the counter; 2 and 3 the price; 4 and 5 the vault.
  @Test func theBestCutStandsFirst() {
    let block = dependencies([
      [counter], [counter], [counter, price], [price], [vault], [vault],
    ])
    let splits = ResourceSplit.ofLargestComponent(of: block, gas: [1, 1, 1, 1, 1, 1])
    #expect(
      splits == [
        ResourceSplit(
          resource: counter, largestComponent: 2, countParallelism: 3, gasParallelism: 3,
          spanParallelism: 3),
        ResourceSplit(
          resource: price, largestComponent: 3, countParallelism: 2, gasParallelism: 2,
          spanParallelism: 2),
      ])
  }

  @Test func aSecondResourceBetweenTheSameTransactionsHoldsThemTogether() {
    let block = dependencies([[counter, price], [counter, price]])
    #expect(ResourceSplit.ofLargestComponent(of: block, gas: [1, 1]).isEmpty)
    #expect(ResourceSplit.ofLargestComponent(of: dependencies([]), gas: []).isEmpty)
  }
}
