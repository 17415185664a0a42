import BlockAccessLists
import BlockSets
import EthereumTypes
import Scheduling

/// What decides how parallel one block can be, and how large its access list is.
package struct BlockStatistics: Sendable {
  /// The chain that the block belongs to.
  package let chain: String
  /// The block's number.
  package let number: UInt64
  /// The fork whose rules it follows.
  package let fork: Fork
  /// Its true dependencies.
  package let dependencies: DependencyProfile
  /// The bytes of the access list that its execution builds.
  package let accessListBytes: Int

  /// The figures of a block.
  private init(
    _ block: PreparedBlock, with dependencies: BlockDependencies, of chain: BlockChain
  ) {
    self.chain = chain.name
    number = block.header.number
    fork = block.fork
    self.dependencies = block.profile(of: dependencies)
    accessListBytes = block.reference.blockAccessList.encoded.count
  }

  /// The figures of all blocks of a source that can be executed.
  package struct Collection: Sendable {
    /// The blocks, in order.
    package private(set) var blocks: [BlockStatistics] = []
    /// By resource, how many transactions wait for it, and in how many blocks.
    package private(set) var waits: [Resource: (transactions: Int, blocks: Int)] = [:]
    /// Why blocks are left out: the first reason of each chain that breaks off.
    package fileprivate(set) var omissions: [String] = []
    /// How many blocks are left out.
    package fileprivate(set) var omittedCount = 0

    /// Makes room for a chain's blocks; short chains share what room growing gives.
    fileprivate mutating func reserve(_ count: Int) {
      if count > blocks.count { blocks.reserveCapacity(blocks.count + count) }
    }

    fileprivate mutating func add(_ block: PreparedBlock, of chain: BlockChain) {
      let dependencies = block.dependencies
      blocks.append(BlockStatistics(block, with: dependencies, of: chain))
      for (resource, transactions) in block.waits(of: dependencies) {
        waits[resource, default: (0, 0)].transactions += transactions
        waits[resource, default: (0, 0)].blocks += 1
      }
    }
  }

  /// Executes a source's blocks.
  ///
  /// - Parameter progress: Is told after each block how many are done.
  package static func collect(
    from source: any BlockSource, progress: (_ done: Int) -> Void = { _ in }
  ) throws -> Collection {
    var collection = Collection()
    let machines = MachinePool(workerCount: 1)
    var done = 0
    try source.forEachStream { stream in
      collection.reserve(stream.blockCount)
      var runner: ChainRunner?
      do throws(ChainError) { runner = try ChainRunner(stream.head, machines: machines) } catch {
        collection.omissions.append("\(stream.head.origin): \(error)")
      }
      try stream.forEachBlock { input in
        done += 1
        progress(done)
        guard input.expectedException == nil else { return }
        guard let walker = runner else {
          collection.omittedCount += 1
          return
        }
        do throws(BlockInvalidity) {
          let block = try walker.prepare(input)
          walker.advance(past: block)
          collection.add(block, of: stream.head)
        } catch {
          runner = nil
          collection.omittedCount += 1
          collection.omissions.append("\(stream.head.origin): \(error)")
        }
      }
    }
    return collection
  }
}
