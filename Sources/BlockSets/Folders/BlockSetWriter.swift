import EthereumTypes
import Foundation

/// Writes a block set's folder, block by block; the manifest comes last, so that a folder that was
/// not finished is none.
package final class BlockSetWriter {
  private let folder: String
  private let compressor = ZstandardCompressor()
  private var manifest: BlockSetManifest

  /// Begins a folder.
  ///
  /// - Parameter folder: A path where nothing is yet, or an empty folder.
  package init(
    folder: String, name: String, source: String, licence: String? = nil
  ) throws(BlockSetError) {
    self.folder = folder.hasSuffix("/") ? folder : folder + "/"
    manifest = BlockSetManifest(name: name, source: source, licence: licence)
    try OutputFile.makeEmptyFolder(at: folder)
  }

  /// Writes a chain with all its blocks.
  package func write(_ stream: ChainStream) throws {
    try begin(stream.head)
    try stream.forEachBlock(append)
  }

  /// Begins a chain.
  package func begin(_ head: BlockChain) throws(BlockSetError) {
    let number = manifest.chains.count + 1
    manifest.chains.append(
      BlockSetManifest.Chain(
        name: head.name, network: head.network, chainID: head.chainID,
        forkSchedule: head.forkSchedule.map { position(of: $0) }, fullPreState: head.fullPreState,
        state: try write(ChainRecord.encode(head), to: "\(number)/state.rlp.zst")))
  }

  /// Appends a block to the chain that was begun last.
  package func append(_ block: InputBlock) throws(BlockSetError) {
    let number = manifest.chains.count
    precondition(number > 0, "a block without a chain")
    let place = manifest.chains[number - 1].blocks.count + 1
    let file = try write(BlockRecord(block).encoded, to: "\(number)/\(place).rlp.zst")
    manifest.chains[number - 1].blocks.append(BlockSetManifest.Block(block, in: file))
  }

  /// Writes the manifest.
  package func finish() throws(BlockSetError) -> BlockSetManifest {
    try OutputFile.write(manifest.json, to: folder + BlockSetManifest.fileName)
    return manifest
  }

  private func position(of schedule: ForkSchedule) -> Int {
    if let position = manifest.forkSchedules.firstIndex(of: schedule) { return position }
    manifest.forkSchedules.append(schedule)
    return manifest.forkSchedules.count - 1
  }

  private func write(
    _ contents: [UInt8], to path: String
  ) throws(BlockSetError) -> BlockSetManifest.File {
    let compressed: [UInt8]
    do { compressed = try compressor.compress(contents) } catch {
      throw .zstandard(path: folder + path, error)
    }
    try OutputFile.write(compressed, to: folder + path)
    return BlockSetManifest.File(
      path: path, digest: Hash32(bytes: sha256(contents)) ?? .zero, byteCount: contents.count)
  }
}

extension BlockSetManifest.Block {
  /// What the manifest says of a block.
  init(_ block: InputBlock, in file: BlockSetManifest.File) {
    self.file = file
    summary = BlockSetManifest.Summary(block)
    lacksOmmerHeaders = block.lacksOmmerHeaders
    isInvalid = block.expectedException != nil
  }
}
