import ArgumentParser
import BlockSets

/// The folder that a command writes.
struct BlockSetOutput: ParsableArguments {
  @Option(help: ArgumentHelp("The name of the set; else that of its origin.", valueName: "NAME"))
  var name: String?

  @Option(
    help: ArgumentHelp("Under what terms the blocks may be passed on.", valueName: "TEXT"))
  var licence: String?

  /// Writes a folder.
  ///
  /// - Parameter chains: Gives its chains to the argument.
  func write(
    to folder: String, name: String, source: String,
    chains: ((ChainStream) throws -> Void) throws -> Void
  ) throws -> BlockSetManifest {
    let writer = try BlockSetWriter(
      folder: folder, name: self.name ?? name, source: source, licence: licence)
    try chains(writer.write)
    return try writer.finish()
  }

  /// Says what a folder has become.
  static func report(_ manifest: BlockSetManifest, in folder: String) {
    print(
      "\(folder): chains \(manifest.chains.count), blocks \(manifest.blockCount), "
        + "transactions \(manifest.transactionCount)")
  }
}
