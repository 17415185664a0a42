import Scheduling
import Testing

/// What counts as a partition, and the metrics of one.
struct GroupingTests {
  private func check(_ groups: [[Int]], of count: Int) throws(GroupingError) -> Grouping {
    try Grouping(
      checking: groups.map { $0.map { TransactionIndex(rawValue: $0) } }, transactionCount: count)
  }

  @Test func `a partition is taken over as it is`() throws {
    #expect(try check([[2], [0, 1, 3]], of: 4).numbers == [[2], [0, 1, 3]])
    #expect(try check([], of: 0).numbers == [])
  }

  @Test(
    arguments: [
      ([[0, 1]], GroupingError.missing(TransactionIndex(2)), "transaction 2 is in no group"),
      ([], .missing(TransactionIndex(0)), "transaction 0 is in no group"),
      (
        [[0, 1], [1, 2]], .duplicate(TransactionIndex(1)), "transaction 1 is in the groups twice"
      ),
      ([[0, 0, 1, 2]], .duplicate(TransactionIndex(0)), "transaction 0 is in the groups twice"),
      (
        [[0, 1, 2, 3]], .outOfRange(TransactionIndex(3), transactionCount: 3),
        "transaction 3 does not exist: the block has 3 transactions"
      ),
      (
        [[-1, 0, 1, 2]], .outOfRange(TransactionIndex(-1), transactionCount: 3),
        "transaction -1 does not exist: the block has 3 transactions"
      ),
      (
        [[0], [Int.max]], .outOfRange(TransactionIndex(.max), transactionCount: 3),
        "transaction \(Int.max) does not exist: the block has 3 transactions"
      ),
      ([[0, 1], [], [2]], .emptyGroup(position: 1), "group 1 has no transaction"),
      (
        [[0], [2, 1]], .outOfOrder(TransactionIndex(1), after: TransactionIndex(2)),
        "transaction 1 stands after 2 in its group: members keep block order"
      ),
    ] as [([[Int]], GroupingError, String)])
  func `what is no partition is rejected with the transaction named`(
    groups: [[Int]], error: GroupingError, message: String
  ) {
    #expect(throws: error) { try check(groups, of: 3) }
    #expect(error.description == message)
  }

  @Test func `a partition of another block is rejected`() {
    let grouping = Grouping.single(3)
    #expect(throws: Never.self) { try grouping.validate(transactionCount: 3) }
    #expect(throws: GroupingError.missing(TransactionIndex(3))) {
      try grouping.validate(transactionCount: 4)
    }
    #expect(throws: GroupingError.outOfRange(TransactionIndex(2), transactionCount: 2)) {
      try grouping.validate(transactionCount: 2)
    }
  }

  @Test func `the two ends of the scale`() {
    #expect(Grouping.single(3).numbers == [[0, 1, 2]])
    #expect(Grouping.singletons(3).numbers == [[0], [1], [2]])
    #expect(Grouping.single(0).groups.isEmpty)
    #expect(Grouping.singletons(0).groups.isEmpty)
  }

  @Test func `parallelism is the whole over the largest part`() throws {
    let grouping = try check([[0, 2, 3], [1], [4]], of: 5)
    #expect(grouping.largestGroupTransactions == 3)
    #expect(grouping.countParallelism == 5.0 / 3)
    #expect(grouping.gasParallelism(gas: [10, 70, 20, 20, 5]) == 125.0 / 70)
    #expect(grouping.gasParallelism(gas: [0, 0, 0, 0, 0]) == 1)
    #expect(Grouping.single(0).countParallelism == 1)
    #expect(Grouping.single(0).gasParallelism(gas: []) == 1)
    #expect(Grouping.single(0).largestGroupTransactions == 0)
  }

  @Test func `gas of another block is a programming error`() async {
    await #expect(processExitsWith: .failure) {
      _ = Grouping.single(2).gasParallelism(gas: [1])
    }
  }
}
