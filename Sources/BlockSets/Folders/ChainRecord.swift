import EthereumTypes

/// What a chain starts from and ends with, as a file of a block set's folder holds it: the RLP list
/// `[genesis?, preState, blockHashes, witness?, postState?, postStateRoot?, lastBlockHash?]`.
///
/// A state is a list of accounts in ascending order,
/// `[address, nonce, balance, code, codeHash?, [[slot, value]…]]`.
enum ChainRecord {
  /// The record's bytes.
  static func encode(_ chain: BlockChain) -> [UInt8] {
    var encoder = RLPEncoder(reservingCapacity: 1 << 16)
    encoder.list { fields in
      fields.list { list in
        if let genesis = chain.genesis { list.append(encoded: genesis.encoded) }
      }
      fields.encode(allocation: chain.preState)
      fields.list { list in
        for (number, hash) in chain.blockHashes.sorted(by: { $0.key < $1.key }) {
          list.list { pair in
            pair.encode(uint: number)
            pair.encode(hash: hash)
          }
        }
      }
      fields.list { list in
        if let witness = chain.witness { list.encode(witness: witness) }
      }
      fields.list { list in
        if let postState = chain.postState { list.encode(allocation: postState) }
      }
      for hash in [chain.postStateRoot, chain.lastBlockHash] {
        fields.list { list in
          if let hash { list.encode(hash: hash) }
        }
      }
    }
    return encoder.result
  }

  /// Reads a record into a chain, of which everything else is known.
  static func decode(_ bytes: [UInt8], into chain: inout BlockChain) throws(RecordError) {
    var genesis: [UInt8]?
    do throws(RLPError) {
      var decoder = RLPDecoder(bytes)
      var fields = try decoder.readList()
      try decoder.finish()
      genesis = try fields.readOptional { list throws(RLPError) in
        Array(try list.readEncodedItem())
      }
      chain.preState = try fields.readAllocation()
      let hashes = try fields.readItems { list throws(RLPError) in
        let outside = try list.enterList()
        let item = (try list.readUInt64(), try list.readHash32())
        try list.leaveList(to: outside)
        return item
      }
      chain.blockHashes = Dictionary(hashes) { first, _ in first }
      chain.witness = try fields.readOptional { list throws(RLPError) in try list.readWitness() }
      chain.postState = try fields.readOptional { list throws(RLPError) in
        try list.readAllocation()
      }
      chain.postStateRoot = try fields.readOptional { list throws(RLPError) in
        try list.readHash32()
      }
      chain.lastBlockHash = try fields.readOptional { list throws(RLPError) in
        try list.readHash32()
      }
      try fields.finish()
    } catch {
      throw .rlp(error)
    }
    guard let genesis else { return }
    do throws(BlockDecodingError) {
      chain.genesis = try BlockHeader(decoding: genesis)
    } catch {
      throw .block(error)
    }
  }
}

extension RLPEncoder {
  fileprivate mutating func encode(allocation: Allocation) {
    list { list in
      for (address, account) in allocation.sorted(by: { $0.key < $1.key }) {
        list.list { fields in
          fields.encode(address: address)
          fields.encode(uint: account.nonce)
          fields.encode(uint: account.balance)
          fields.encode(bytes: account.code)
          fields.list { list in
            if let hash = account.codeHash { list.encode(hash: hash) }
          }
          fields.list { list in
            for (slot, value) in account.storage.sorted(by: { $0.key < $1.key }) {
              list.list { pair in
                pair.encode(uint: slot)
                pair.encode(uint: value)
              }
            }
          }
        }
      }
    }
  }

  fileprivate mutating func encode(witness: StateWitness) {
    list { fields in
      fields.encode(hash: witness.parentStateRoot)
      fields.encode(uint: witness.deletionSiblingsAssumedBranch)
      fields.list { list in
        for node in witness.nodes { list.encode(bytes: node) }
      }
    }
  }
}

extension RLPDecoder {
  fileprivate mutating func readAllocation() throws(RLPError) -> Allocation {
    let accounts = try readItems { list throws(RLPError) in try list.readAccount() }
    return Dictionary(accounts) { first, _ in first }
  }

  private mutating func readAccount() throws(RLPError) -> (Address, AllocatedAccount) {
    let list = try enterList()
    let address = try readAddress()
    var account = AllocatedAccount(
      nonce: try readUInt64(), balance: try readUInt256(), code: try readBytes(),
      codeHash: try readOptional { list throws(RLPError) in try list.readHash32() })
    let slots = try enterList()
    while !isAtEnd {
      let pair = try enterList()
      account.storage[try readUInt256()] = try readUInt256()
      try leaveList(to: pair)
    }
    try leaveList(to: slots)
    try leaveList(to: list)
    return (address, account)
  }

  fileprivate mutating func readWitness() throws(RLPError) -> StateWitness {
    let list = try enterList()
    let root = try readHash32()
    let siblings = try readUInt64()
    let nodes = try readItems { list throws(RLPError) in try list.readBytes() }
    try leaveList(to: list)
    return StateWitness(
      parentStateRoot: root, nodes: nodes, deletionSiblingsAssumedBranch: Int(clamping: siblings))
  }
}
