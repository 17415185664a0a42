import Scheduling
import Testing

/// The true dependencies and what is measured on them against their definitions, over every world
/// of up to three transactions and two resources.
struct BlockDependenciesTests {
  private static let resources: [Resource] = [.storage(Address(1), 1), .balance(Address(2))]

  /// A world: what each transaction does with each resource, and who sends it.
  private struct World: CustomStringConvertible {
    var accesses: [AccessSet]
    var senders: [Int]

    var dependencies: BlockDependencies {
      BlockDependencies(accesses: accesses, senders: senders.map { Address(100 + UInt64($0)) })
    }
    var description: String { "\(accesses) \(senders)" }

    /// Whether a dependency of the kind joins two transactions, word by word.
    func depends(_ later: Int, on earlier: Int, _ kind: ConflictKind, _ resource: Resource) -> Bool
    {
      let between = (earlier + 1)..<later
      if kind == .sameSender {
        return senders[earlier] == senders[later]
          && !between.contains { senders[$0] == senders[later] }
      }
      let uses = kind == .writeWrite ? accesses[later].writes : accesses[later].reads
      return accesses[earlier].writes.contains(resource) && uses.contains(resource)
        && !between.contains { accesses[$0].writes.contains(resource) }
    }
  }

  private static func worlds(of count: Int) -> [World] {
    let senders: [[Int]] = [
      [[]], [[0]], [[0, 0], [0, 1]],
      [[0, 0, 0], [0, 0, 1], [0, 1, 0], [0, 1, 1], [0, 1, 2]],
    ][count]
    return (0..<(1 << (4 * count))).flatMap { bits in
      let accesses = (0..<count).map { transaction in
        let own = bits >> (4 * transaction)
        return AccessSet(
          reads: resources.indices.filter { own >> $0 & 1 != 0 }.map { resources[$0] },
          writes: resources.indices.filter { own >> (2 + $0) & 1 != 0 }.map { resources[$0] })
      }
      return senders.map { World(accesses: accesses, senders: $0) }
    }
  }

  @Test(arguments: 0...3)
  func `the edges are those of the definition`(count: Int) {
    for world in Self.worlds(of: count) {
      var expected: Set<ConflictCause> = []
      for later in 0..<count {
        for earlier in 0..<later {
          for kind in ConflictKind.allCases {
            let sender = Resource.nonce(Address(100 + UInt64(world.senders[later])))
            for resource in kind == .sameSender ? [sender] : Self.resources
            where world.depends(later, on: earlier, kind, resource) {
              expected.insert(
                ConflictCause(
                  kind: kind, resource: resource, first: TransactionIndex(earlier),
                  second: TransactionIndex(later)))
            }
          }
        }
      }
      let found = world.dependencies.edges
      guard Set(found) == expected, found.count == expected.count else {
        Issue.record("\(world): \(found)")
        return
      }
    }
  }

  @Test(arguments: 0...3)
  func `paths and components are those of the definition`(count: Int) {
    let weights = Array([5, 1, 3].prefix(count)) as [UInt64]
    for world in Self.worlds(of: count) {
      let dependencies = world.dependencies
      func isEdge(_ earlier: Int, _ later: Int) -> Bool {
        dependencies.edges(to: TransactionIndex(later)).contains { $0.first.rawValue == earlier }
      }
      func heaviestPath(to transaction: Int) -> UInt64 {
        let before = (0..<transaction).filter { isEdge($0, transaction) }.map(heaviestPath)
        return weights[transaction] + (before.max() ?? 0)
      }
      let paths = (0..<count).map(heaviestPath)
      let conflicts = ConflictGraph(
        accesses: world.accesses, senders: world.senders.map { Address(100 + UInt64($0)) })
      guard dependencies.pathWeights(weights) == paths,
        dependencies.components.numbers == components(of: count, where: isEdge),
        dependencies.components == conflicts.grouping()
      else {
        Issue.record("\(world)")
        return
      }
      let total = weights.reduce(0, +)
      #expect(
        dependencies.spanParallelism(weights)
          == (count == 0 ? 1 : Double(total) / Double(paths.max() ?? 1)))
    }
  }

  @Test(arguments: 0...3)
  func `assessed edges are those of the definition`(count: Int) throws {
    let groupings: [[[Int]]] = [
      [[]], [[[0]]], [[[0, 1]], [[0], [1]]],
      [[[0, 1, 2]], [[0, 1], [2]], [[0, 2], [1]], [[0], [1, 2]], [[0], [1], [2]]],
    ][count]
    for world in Self.worlds(of: count) {
      let dependencies = world.dependencies
      let parts = dependencies.components.numbers
      for groups in groupings {
        let grouping = try Grouping(
          checking: groups.map { $0.map { TransactionIndex($0) } }, transactionCount: count)
        let found = GroupingAssessment(grouping, against: dependencies)
        let kept = dependencies.edges.filter { edge in
          groups.contains {
            $0.contains(edge.first.rawValue) && $0.contains(edge.second.rawValue)
          }
        }
        let joins = groups.reduce(0) { sum, group in
          sum + parts.count { !Set($0).isDisjoint(with: group) } - 1
        }
        guard found.trueEdges == kept, found.falseEdges.isEmpty,
          found.unexplainedFalseEdges == joins,
          Set(found.missedEdges) == Set(dependencies.edges).subtracting(kept)
        else {
          Issue.record("\(world) \(groups): \(found)")
          return
        }
      }
    }
  }

  @Test func `the nonce of a sender is the edge between its transactions`() {
    let sender = Address(7)
    let nonce = Resource.nonce(sender)
    let access = AccessSet(reads: [nonce], writes: [nonce])
    let own = BlockDependencies(accesses: [access, access], senders: [sender, sender])
    #expect(own.edges.map(\.description) == ["0–1 same-sender \(nonce)"])
    // An authorization of another's transaction moves the nonce too (EIP-7702).
    let foreign = BlockDependencies(accesses: [access, access], senders: [Address(8), sender])
    #expect(
      foreign.edges.map(\.description) == [
        "0–1 read-after-write \(nonce)", "0–1 write-write \(nonce)",
      ])
  }

  /// One edge of each class: 0 and 1 share a counter, 2 reads what 0 wrote and stands apart, 3 is
  /// joined with 1 though nothing joins them.
  @Test func `every class of edge by hand`() {
    let counter = Resource.storage(Address(1), 0)
    let price = Resource.storage(Address(2), 0)
    let dependencies = BlockDependencies(
      accesses: [
        AccessSet(writes: [counter, price]), AccessSet(writes: [counter]),
        AccessSet(reads: [price]), AccessSet(),
      ],
      senders: (10..<14).map { Address($0) })
    var graph = ConflictGraph(
      accesses: [
        AccessSet(writes: [counter]), AccessSet(writes: [counter]), AccessSet(), AccessSet(),
      ],
      senders: (10..<14).map { Address($0) })
    let needless = ConflictCause(
      kind: .readAfterWrite, resource: counter, first: TransactionIndex(1),
      second: TransactionIndex(3))
    graph.addConflict(needless)
    let found = GroupingAssessment(graph.grouping(), against: dependencies)
    #expect(found.trueEdges.map(\.description) == ["0–1 write-write \(counter)"])
    #expect(found.falseEdges == [needless])
    #expect(found.unexplainedFalseEdges == 0)
    #expect(found.missedEdges.map(\.description) == ["0–2 read-after-write \(price)"])
    #expect(dependencies.without(price).components.numbers == [[0, 1], [2], [3]])
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `unions of a conflict graph explain every needless join`(seed: UInt64) throws {
    let block = BlockView.random(seed: seed)
    let exact = BlockDependencies(
      accesses: block.exactAccesses, senders: block.transactions.map(\.sender))
    for name in ["heuristic", "address-narrowed", "attributed-reads"] {
      let grouping = try makeStrategy(name).group(block)
      let found = GroupingAssessment(grouping, against: exact)
      #expect(found.unexplainedFalseEdges == 0, "seed \(seed) \(name)")
      #expect(found.trueEdges.count + found.missedEdges.count == exact.edges.count)
      if name == "attributed-reads" {
        #expect(found.missedEdges.isEmpty && found.falseEdges.isEmpty, "seed \(seed)")
      }
    }
  }

  @Test(arguments: [
    Resource.balance(Address(1)), .nonce(Address(2)), .code(.zero), .storage(Address(3), 0),
    .storage(Address(4), .max),
  ])
  func `a resource reads back as written`(resource: Resource) {
    #expect(Resource("\(resource)") == resource)
  }

  @Test(arguments: ["", "balance", "balance()", "balance(0x1)", "storage(\(Address.zero))", "x(y)"])
  func `other texts are no resources`(text: String) {
    #expect(Resource(text) == nil)
  }
}
