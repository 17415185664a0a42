import BlockSets
import EthereumTypes

/// Blocks described by what `evm t8n` takes: each is executed and sealed, and is a chain of its own.
package struct TransitionBlockSource: BlockSource {
  /// The folders with a block's files.
  private let folders: [String]
  private let path: String
  private let fork: Fork?
  private let chainID: UInt64?

  /// Finds the folders under a path; nil where there are none.
  ///
  /// - Parameters:
  ///   - fork: The rules, for files that do not name them.
  ///   - chainID: The chain id, for files that do not name it.
  package init?(path: String, fork: Fork?, chainID: UInt64?) {
    folders = TransitionFiles.folders(under: path)
    guard !folders.isEmpty else { return nil }
    self.path = path
    self.fork = fork
    self.chainID = chainID
  }

  /// The path.
  package var description: String { path }

  /// Reads and seals one block after the other.
  package func forEachChain(_ body: (BlockChain) throws -> Void) throws {
    for folder in folders { try body(try seal(folder)) }
  }

  /// Covers the bytes of the blocks that come of the files.
  package func digest() throws -> Hash32 {
    var digested: [UInt8] = []
    try forEachChain { digested += sha256($0.blocks[0].rlp ?? []) }
    return Hash32(bytes: sha256(digested)) ?? .zero
  }

  /// One a folder.
  package func countBlocks() throws -> Int { folders.count }

  private func seal(_ folder: String) throws -> BlockChain {
    let files = try TransitionFiles(folder: folder, chainID: chainID)
    guard let fork = files.fork ?? fork else {
      throw TransitionError(folder: folder, reason: "env.json names no fork; give --fork")
    }
    let chainID = files.chainID ?? chainID ?? 1
    var chain = BlockChain(
      name: "\(fork.name)-\(files.draft.number)", origin: BlockChain.Origin(source: folder),
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
            draft(files, fork: fork), transactions: files.transactions,
            senders: senders.compactMap(\.self), ommers: files.ommers,
            withdrawals: files.withdrawals)
        ]
      } catch let error as ChainError {
        throw TransitionError(folder: folder, reason: "\(error)")
      } catch let error as BlockInvalidity {
        throw TransitionError(folder: folder, reason: "\(error)")
      }
      return chain
    }
    throw TransitionError(
      folder: folder, reason: "nobody has signed transaction \(unsigned)")
  }

  /// The draft with the fields that the fork's headers must have.
  private func draft(_ files: TransitionFiles, fork: Fork) throws -> BlockHeader {
    var draft = files.draft
    guard fork < .london || draft.baseFeePerGas != nil else {
      throw TransitionError(folder: path, reason: "env.json has no currentBaseFee")
    }
    guard fork < .paris || files.ommers.isEmpty else {
      throw TransitionError(
        folder: path, reason: "env.json has ommers, which \(fork.name) does not know (EIP-3675)")
    }
    if fork >= .cancun { draft.excessBlobGas = draft.excessBlobGas ?? 0 }
    if fork >= .amsterdam { draft.slotNumber = draft.slotNumber ?? 0 }
    return draft
  }
}

/// Why a folder's files give no block.
package struct TransitionError: Error, CustomStringConvertible {
  /// The folder of the files.
  package let folder: String
  /// What is missing or wrong.
  package let reason: String

  /// `folder: error: reason`.
  package var description: String { "\(folder): error: \(reason)" }
}
