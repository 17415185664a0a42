import Records

/// What a run tells whoever watches it.
package enum RunEvent: Sendable {
  /// An optional block set is not there and is left out.
  case absent(blockSet: String, reason: String)
  /// Recording begins.
  case started(RunFolder)
  /// A database has to be filled before it can be read: its folder, and why.
  case filling(blockSet: String, reason: String)
  /// Something that whoever reads the numbers must know.
  case warning(blockSet: String, message: String)
  /// A strategy in a process of its own wrote a line to its standard error.
  case strategySaid(strategy: String, line: String)
  /// So many of a block set's runs are done; a run is one block in one way.
  case progressed(blockSet: String, done: Int, total: Int)
  /// A block cannot be run by this build.
  case unsupported(RunManifest.Incident)
  /// A cell failed.
  case failed(RunManifest.Incident)
}
