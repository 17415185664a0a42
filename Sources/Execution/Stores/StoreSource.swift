/// Where runs read a chain's state from.
package indirect enum StoreSource: Sendable {
  /// The memory store that the reference run reads.
  case memory
  /// A database that was filled with the block set's starting states.
  case lmdb(LMDBDatabase)
  /// Another source, with a time for each read.
  case latency(coldReadMicroseconds: Int, parallelReads: Int, over: StoreSource)
}
