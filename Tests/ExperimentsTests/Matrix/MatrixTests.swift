import Experiments
import Testing

@Suite struct MatrixTests {
  private static let text = """
    schema: 1
    name: matrix
    blockSets:
      - {name: a, path: a.json}
      - {name: b, path: b.json, optional: true}
    strategies: [sequential, heuristic]
    execution: {workers: [1, 2], repeats: 2, gasCheckBeforeMerkle: [true, false]}
    """

  private func matrix(
    _ text: String = text, digests: [String: String] = ["a": "1", "b": "2"],
    executable: String = "x"
  ) throws -> ExperimentMatrix {
    try ExperimentMatrix(
      plan: try PlanText.plan(text), digests: digests, executableDigest: executable)
  }

  private func name(_ cell: Cell) -> String {
    "\(cell.blockSet) \(cell.strategy.label) \(cell.workers) \(cell.gasCheckBeforeMerkle)"
      + " \(cell.repetition)"
  }

  @Test func cellsAreInTheOrderOfTheTables() throws {
    let cells = try matrix().cells
    #expect(cells.count == 2 * 2 * 2 * 2 * 2)
    #expect(
      cells.prefix(9).map(name) == [
        "a sequential 1 true 1", "a sequential 1 true 2", "a sequential 1 false 1",
        "a sequential 1 false 2", "a sequential 2 true 1", "a sequential 2 true 2",
        "a sequential 2 false 1", "a sequential 2 false 2", "a heuristic 1 true 1",
      ])
    #expect(cells[16].blockSet == "b")
  }

  @Test func anAbsentSetHasNoCells() throws {
    #expect(try matrix(digests: ["a": "1"]).cells.allSatisfy { $0.blockSet == "a" })
  }

  @Test func keysAreDistinctAndDependOnWhatResultsDependOn() throws {
    let keys = try matrix().cells.map(\.key)
    #expect(Set(keys).count == keys.count)
    #expect(keys.allSatisfy { $0.count == 32 })
    #expect(try matrix().cells.map(\.key) == keys)
    let changes = [
      try matrix(digests: ["a": "3", "b": "4"]), try matrix(executable: "y"),
      try matrix(Self.text + "\nseed: 1\n"), try matrix(Self.text + "\ntiers: [sequential]\n"),
    ]
    for (number, changed) in changes.enumerated() {
      let same = zip(changed.cells, try matrix().cells).filter { $0.key == $1.key }
      // The tiers after `sequential` itself are none, whatever the plan's are.
      #expect(same.allSatisfy { number == 3 && $0.0.strategy.isSequential })
    }
    // What the experiment is called, and what else it compares, changes no result.
    let renamed = try matrix(Self.text.replacing("name: matrix", with: "name: other"))
    #expect(renamed.cells.map(\.key) == keys)
  }

  @Test func everyStoreHasCellsOfItsOwn() throws {
    let text = Self.text.replacing("repeats: 2", with: "repeats: 2, store: [memory, lmdb]")
    let both = try matrix(text).cells
    #expect(both.count == 2 * (try matrix().cells.count))
    #expect(Set(both.map(\.key)).count == both.count)
    #expect(both.prefix(4).map(\.store.label) == ["memory", "memory", "lmdb", "lmdb"])
    #expect(both.filter { $0.store == .memory }.map(\.key) == (try matrix().cells.map(\.key)))
  }

  @Test func turnsInterleaveStrategiesWithinEachRepeat() throws {
    let cells = try matrix().cells(of: "a")
    let turns = ExperimentMatrix.turns(of: cells, block: 3, seed: 9)
    #expect(
      turns.map(\.repetition) == Array(repeating: 1, count: 8) + Array(repeating: 2, count: 8))
    #expect(Set(turns.map(\.key)) == Set(cells.map(\.key)))
    #expect(
      turns.map(\.key) == ExperimentMatrix.turns(of: cells, block: 3, seed: 9).map(\.key))
    let orders = (0..<20).map { block in
      ExperimentMatrix.turns(of: cells, block: block, seed: 9).prefix(8).map(\.key)
    }
    #expect(Set(orders).count > 10)
    // What goes first must not always be the same strategy.
    let first = orders.map { keys in cells.first { $0.key == keys[0] }?.strategy.label }
    #expect(Set(first).count == 2)
  }
}
