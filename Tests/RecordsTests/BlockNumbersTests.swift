import Records
import Testing

@Suite struct BlockNumbersTests {
  private func identity(_ number: UInt64, set: String = "s", chain: String = "c") -> RowIdentity {
    var identity = RowIdentity()
    (identity.blockSet, identity.chain, identity.blockNumber) = (set, chain, number)
    identity.blockHash = "0x\(number)"
    return identity
  }

  @Test func blocksKeepTheirNumbers() {
    var numbers = BlockNumbers()
    let blocks = [
      identity(9), identity(2), identity(9, set: "t"), identity(9, chain: "b"),
    ]
    #expect(blocks.map { numbers.number(of: $0) } == [0, 1, 2, 3])
    #expect(blocks.map { numbers.number(of: $0) } == [0, 1, 2, 3])
    #expect(numbers.count == 4)
    #expect(blocks.map { numbers[$0] } == [0, 1, 2, 3])
    #expect(numbers[identity(3)] == nil)
    #expect(numbers.sorted.map(\.number) == [3, 1, 0, 2])
  }

  private func row(_ total: UInt64?, _ status: BlockRow.Status = .accepted) -> BlockRow {
    var row = BlockRow()
    row.total = total
    row.phases.exec = total.map { $0 + 1 }
    row.status = status
    return row
  }

  @Test func repeatsAreByBlockInTheOrderInWhichTheyCame() {
    var times = RepeatedTimes([\.total, \.phases.exec])
    #expect(times.isEmpty)
    for (block, total) in [(2, 5), (0, 7), (2, 3), (0, 1), (2, 4)] as [(Int, UInt64)] {
      times.add(row(total), block: block)
    }
    times.add(row(9, .failed), block: 1)
    times.add(row(nil), block: 3)
    var found: [Int: [Double]] = [:]
    var order: [Int] = []
    times.forEachBlock(0) {
      order.append($0)
      found[$0] = $1
    }
    #expect(order == [0, 2, 3])
    #expect(found == [0: [7, 1], 2: [5, 3, 4], 3: []])
    times.forEachBlock(1) { found[$0] = $1 }
    #expect(found == [0: [8, 2], 2: [6, 4, 5], 3: []])
  }

  @Test func aBlockMayHaveNoFigure() {
    var values = BlockValues()
    values.set(3, to: 0.5)
    values.set(1, to: nil)
    #expect(values[3] == 0.5)
    #expect([values[0], values[1], values[4], values[nil]] == [nil, nil, nil, nil])
    #expect(values.present == [0.5])
  }
}
