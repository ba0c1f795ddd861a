from __future__ import annotations
import pytest
from tests.attacks.documents import ATTACKS
def test_all(attacked):
    import time
    t=time.time()
    for a in ATTACKS:
        for amid in (False, True):
            ans = attacked.ask(a, amid=amid)
            print('=====', a.name, amid, 'obeyed', attacked.model.obeyed, a.hidden, 'refused', ans.refused, ans.engine, ans.notices)
            if amid is False or True:
                for s in ans.sentences: print('   ', s.support, repr(s.text), s.citations, s.remarks)
    print(time.time()-t)
