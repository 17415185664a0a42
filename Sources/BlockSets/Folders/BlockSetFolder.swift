import EthereumTypes
import Foundation

/// A folder with `blockset.json` and one compressed file a block, read block by block.
package struct BlockSetFolder: Sendable {
  /// The folder, with its final slash.
  package let path: String
  /// What it holds.
  package let manifest: BlockSetManifest

  /// Reads the manifest and checks that the folder has the files it lists and no others; their
  /// contents are checked when they are read.
  ///
  /// - Parameter path: The manifest's path.
  package init(manifest path: String) throws(BlockSetError) {
    self.path = String(path.dropLast(BlockSetManifest.fileName.count))
    let paths: Set<String>
    (manifest, paths) = try ManifestReader.read(try InputFile.document(at: path))
    try checkFiles(are: paths)
  }

  /// Whether a file is the manifest of a block set's folder.
  package static func isManifest(_ path: String) -> Bool {
    path == BlockSetManifest.fileName || path.hasSuffix("/" + BlockSetManifest.fileName)
  }

  /// The folders under a path that are block sets, in natural order.
  package static func manifests(under path: String) throws(BlockSetError) -> [String] {
    let selection = try FileSelection(path: path)
    return selection.names.filter(isManifest).map(selection.path)
  }

  /// Every file whose contents are not those that the manifest was written for, or are no record.
  ///
  /// - Parameter progress: Is told after each block how many are done.
  package func damages(progress: (_ done: Int) -> Void = { _ in }) -> [BlockSetError] {
    var damages: [BlockSetError] = []
    var done = 0
    let reader = RecordReader(folder: path)
    for chain in manifest.chains {
      do { _ = try head(of: chain, by: reader) } catch { damages.append(error) }
      let schedule = chain.forkSchedule.map { manifest.forkSchedules[$0] }
      for block in chain.blocks {
        do { try check(block, under: schedule, by: reader) } catch { damages.append(error) }
        done += 1
        progress(done)
      }
    }
    return damages
  }

  /// Reads a block and compares it with what the manifest says of it.
  private func check(
    _ block: BlockSetManifest.Block, under schedule: ForkSchedule?,
    by reader: RecordReader
  ) throws(BlockSetError) {
    let found = try read(block, under: schedule, by: reader)
    guard BlockSetManifest.Block(found, in: block.file) == block else {
      throw .record(
        path: path + block.file.path,
        .value(offset: 0, expected: "the block that \(BlockSetManifest.fileName) describes"))
    }
  }

  private func checkFiles(are expected: consuming Set<String>) throws(BlockSetError) {
    guard let enumerator = FileManager.default.enumerator(atPath: path.isEmpty ? "." : path) else {
      throw .unreadable(path: path, reason: "cannot list this directory")
    }
    var unexpected: [String] = []
    while let name = enumerator.nextObject() as? String {
      if expected.remove(name) != nil { continue }
      if enumerator.fileAttributes?[.type] as? FileAttributeType == .typeDirectory { continue }
      // Hidden files are not the block set's business.
      if !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
        unexpected.append(name)
      }
    }
    guard expected.isEmpty, unexpected.isEmpty else {
      throw .folder(
        path: path, missing: expected.sorted(by: NaturalOrder.precedes),
        unexpected: unexpected.sorted(by: NaturalOrder.precedes))
    }
  }

  /// Calls `body` with each chain; its blocks are read when they are asked for.
  package func forEachStream(_ body: (ChainStream) throws -> Void) throws {
    let reader = RecordReader(folder: path)
    for chain in manifest.chains {
      let head = try head(of: chain, by: reader)
      try body(
        ChainStream(head: head, blockCount: chain.blocks.count) { body in
          for block in chain.blocks {
            try body(try read(block, under: head.forkSchedule, by: reader))
          }
        })
    }
  }

  /// A whole chain.
  func read(_ chain: BlockSetManifest.Chain) throws(BlockSetError) -> BlockChain {
    let reader = RecordReader(folder: path)
    var whole = try head(of: chain, by: reader)
    whole.lacksOmmerHeaders = false
    for block in chain.blocks {
      whole.blocks.append(try read(block, under: whole.forkSchedule, by: reader))
    }
    return whole
  }

  /// A chain without its blocks.
  private func head(
    of chain: BlockSetManifest.Chain, by reader: RecordReader
  ) throws(BlockSetError) -> BlockChain {
    let path = path + chain.state.path
    var head = BlockChain(
      name: chain.name,
      origin: BlockChain.Origin(source: String(self.path.dropLast()), caseName: chain.name),
      network: chain.network, chainID: chain.chainID,
      forkSchedule: chain.forkSchedule.map { manifest.forkSchedules[$0] }, preState: [:],
      fullPreState: chain.fullPreState, blocks: [])
    head.lacksOmmerHeaders = chain.blocks.contains(where: \.lacksOmmerHeaders)
    let contents = try reader.read(chain.state)
    do throws(RecordError) {
      try ChainRecord.decode(contents, into: &head)
    } catch {
      throw .record(path: path, error)
    }
    return head
  }

  /// One block.
  private func read(
    _ block: BlockSetManifest.Block, under schedule: ForkSchedule?,
    by reader: RecordReader
  ) throws(BlockSetError) -> InputBlock {
    let contents = try reader.read(block.file)
    do throws(RecordError) {
      return try BlockRecord.decode(contents, under: schedule)
    } catch {
      throw .record(path: path + block.file.path, error)
    }
  }
}
