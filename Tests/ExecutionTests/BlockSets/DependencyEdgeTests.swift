import BlockSets
import EthereumTypes
import Execution
import Scheduling
import Testing

/// The edges of the true dependencies, by a definition that looks at all pairs.
@Suite struct DependencyEdgeTests {
  @Test(arguments: ["devnet-like", "mint-rush", "adversarial"])
  func edgesAreThePairsWithNoWriterBetween(recipe: String) throws {
    var parameters = try #require(WorkloadRecipe.named(recipe)).parameters
    parameters.blocks = 2
    parameters.transactions = 60
    try GeneratedBlockSource(parameters).forEachStream { stream in
      let runner = try ChainRunner(stream.head, machines: MachinePool(workerCount: 1))
      try stream.forEachBlock { input in
        let block = try runner.prepare(input)
        let (edges, waits) = try Self.definition(of: block)
        let dependencies = block.dependencies
        let profile = block.profile(of: dependencies)
        for kind in ConflictKind.allCases { #expect(profile.edges[kind] == edges[kind] ?? 0) }
        #expect(block.waits(of: dependencies) == waits)
        #expect(edges.values.reduce(0, +) > 0)
        runner.advance(past: block)
      }
    }
  }

  private static func definition(
    of block: PreparedBlock
  ) throws -> ([ConflictKind: Int], [Resource: Int]) {
    let view = block.firstView(for: [.blockAccessList, .attributedReads])
    let attributed = try #require(view.attributed)
    let writes = view.writes.map(Set.init)
    let reads = attributed.map { access in
      Set(access.changedSlots.map { Resource.storage($0.address, $0.slot) } + access.accountFields)
    }
    var edges: [ConflictKind: Int] = [:]
    var waiting: [Resource: Set<Int>] = [:]
    for second in writes.indices {
      for first in 0..<second {
        let last = writes[first].filter { resource in
          !writes[(first + 1)..<second].contains { $0.contains(resource) }
        }
        let read = last.intersection(reads[second])
        let written = last.intersection(writes[second])
        guard !read.isEmpty || !written.isEmpty else { continue }
        let isSameSender = view.transactions[first].sender == view.transactions[second].sender
        let kind: ConflictKind =
          isSameSender ? .sameSender : read.isEmpty ? .writeWrite : .readAfterWrite
        edges[kind, default: 0] += 1
        guard !isSameSender else { continue }
        for resource in read.union(written) { waiting[resource, default: []].insert(second) }
      }
    }
    return (edges, waiting.mapValues(\.count))
  }
}
