import BlockSets
import EthereumTypes

/// Writes blocks as the input of `evm t8n`, each with the whole state before it.
package struct TransitionExport {
  private let folder: String
  private let machines = MachinePool(workerCount: 1)
  /// How many blocks were written.
  package private(set) var blocks = 0
  /// The chains whose state is known in part only, so that its root is not their headers'.
  package private(set) var partialStates = 0

  /// Writes into a folder.
  package init(folder: String) {
    self.folder = folder.hasSuffix("/") ? folder : folder + "/"
  }

  /// Writes a source's blocks that are not to be refused, each into a folder of its own; a single
  /// one into the folder itself.
  package mutating func write(_ source: any BlockSource) throws {
    let isSingle = try source.countBlocks() == 1
    var chainNumber = 0
    try source.forEachStream { stream in
      chainNumber += 1
      if !stream.head.fullPreState { partialStates += 1 }
      let runner = try ChainRunner(stream.head, machines: machines)
      var left = stream.blockCount
      try stream.forEachBlock { block in
        left -= 1
        guard block.expectedException == nil else { return }
        let files = try TransitionFiles(
          block, of: stream.head, on: runner.rest.preState, blockHashes: runner.blockHashes)
        let name = "\(chainNumber)-\(files.draft.number)"
        try files.write(to: TransitionPaths(folder: isSingle ? folder : folder + name))
        blocks += 1
        if left > 0 { runner.advance(past: try runner.prepare(block)) }
      }
    }
  }
}
