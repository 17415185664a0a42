import BlockSets
import EthereumTypes

extension ChainRunner {
  /// A chain that starts where this one has come to; its blocks are still to be added.
  ///
  /// At the start of the chain nothing is lost. Later a witness is: it proves the state before the
  /// first block only.
  package var rest: BlockChain {
    var rest = chain
    rest.blocks = []
    rest.postState = nil
    rest.postStateRoot = nil
    rest.lastBlockHash = nil
    guard let head, head != chain.genesis else { return rest }
    rest.genesis = head
    rest.preState = store.allocation
    rest.blockHashes = blockHashes
    rest.witness = nil
    return rest
  }
}
