import BlockSets
import EthereumTypes

/// Blocks described by what `evm t8n` takes: each is executed and sealed, and is a chain of its own.
package struct TransitionBlockSource: BlockSource {
  /// The files of each block.
  private let blocks: [TransitionPaths]
  private let fork: Fork?
  private let chainID: UInt64?
  /// The path of all of them.
  package let description: String

  /// Finds folders with a block's files under a path; nil where there are none.
  ///
  /// - Parameters:
  ///   - fork: The rules, for files that do not name them.
  ///   - chainID: The chain id, for files that do not name it.
  package init?(path: String, fork: Fork?, chainID: UInt64?) throws(BlockSetError) {
    blocks = try TransitionPaths.under(path)
    guard !blocks.isEmpty else { return nil }
    description = path
    self.fork = fork
    self.chainID = chainID
  }

  /// One block's files.
  package init(_ paths: TransitionPaths, fork: Fork?, chainID: UInt64?) {
    blocks = [paths]
    description = paths.origin
    self.fork = fork
    self.chainID = chainID
  }

  /// Reads and seals one block after the other.
  package func forEachChain(_ body: (BlockChain) throws -> Void) throws {
    for paths in blocks { try body(try seal(paths)) }
  }

  /// Covers the bytes of the blocks that come of the files.
  package func digest() throws -> Hash32 {
    var digested: [UInt8] = []
    try forEachChain { digested += sha256($0.blocks[0].rlp ?? []) }
    return Hash32(bytes: sha256(digested)) ?? .zero
  }

  /// One for each three files.
  package func countBlocks() throws -> Int { blocks.count }

  private func seal(_ paths: TransitionPaths) throws -> BlockChain {
    let files = try TransitionFiles(paths, chainID: chainID)
    guard let fork = files.fork ?? fork else {
      throw TransitionError(path: paths.environment, reason: "it names no fork; give --fork")
    }
    let chainID = files.chainID ?? chainID ?? 1
    var chain = BlockChain(
      name: "\(fork.name)-\(files.draft.number)", origin: BlockChain.Origin(source: paths.origin),
      network: fork.name, chainID: chainID,
      forkSchedule: ForkSchedule.network(chainID: chainID).flatMap { schedule in
        schedule.fork(number: files.draft.number, timestamp: files.draft.timestamp) == fork
          ? schedule : nil
      } ?? ForkSchedule(constant: fork),
      preState: files.allocation, fullPreState: true, blockHashes: files.blockHashes, blocks: [])
    let senders = parallelRecoverSenders(files.transactions, allowingHighS: fork == .frontier)
    guard let unsigned = senders.firstIndex(of: nil) else {
      do {
        let runner = try ChainRunner(chain, machines: MachinePool(workerCount: 1))
        chain.blocks = [
          try runner.seal(
            draft(files, at: paths.environment, fork: fork), transactions: files.transactions,
            senders: senders.compactMap(\.self), ommers: files.ommers,
            withdrawals: files.withdrawals)
        ]
      } catch let error as ChainError {
        throw TransitionError(path: paths.origin, reason: "\(error)")
      } catch let error as BlockInvalidity {
        throw TransitionError(path: paths.origin, reason: "\(error)")
      }
      return chain
    }
    throw TransitionError(
      path: paths.transactions, reason: "nobody has signed transaction \(unsigned)")
  }

  /// The draft with the fields that the fork's headers must have.
  private func draft(
    _ files: TransitionFiles, at path: String, fork: Fork
  ) throws(TransitionError) -> BlockHeader {
    var draft = files.draft
    guard fork < .london || draft.baseFeePerGas != nil else {
      throw TransitionError(path: path, reason: "it has no currentBaseFee")
    }
    guard fork < .paris || files.ommers.isEmpty else {
      throw TransitionError(
        path: path, reason: "it has ommers, which \(fork.name) does not know (EIP-3675)")
    }
    if fork >= .cancun { draft.excessBlobGas = draft.excessBlobGas ?? 0 }
    if fork >= .amsterdam { draft.slotNumber = draft.slotNumber ?? 0 }
    return draft
  }
}

/// Why files give no block.
package struct TransitionError: Error, CustomStringConvertible {
  /// The file, or the folder of the files.
  package let path: String
  /// What is missing or wrong.
  package let reason: String

  /// `path: error: reason`.
  package var description: String { "\(path): error: \(reason)" }
}
