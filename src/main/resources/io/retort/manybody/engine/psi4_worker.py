# Runs inside psi4 (psi4 --skip-preprocessor psi4_worker.py): one request per line of standard input, one answer per
# line of standard output, both JSON. What psi4 itself prints goes to standard error.
import json
import os
import sys

import psi4

answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
psi4.core.be_quiet()


def molecule(request):
    lines = ["%d %d" % (request["charge"], request["multiplicity"])]
    for symbol, real, x, y, z in request["atoms"]:
        lines.append("%s%s %.16e %.16e %.16e" % ("" if real else "@", symbol, x, y, z))
    lines += ["units bohr", "no_com", "no_reorient", "symmetry c1"]
    made = psi4.geometry("\n".join(lines))
    made.update_geometry()
    return made


def prepare(request):
    psi4.core.clean()
    psi4.core.clean_options()
    psi4.core.set_num_threads(request["threads"])
    psi4.core.set_memory_bytes(request["memory_bytes"], True)
    options = {
        "basis": request["basis"],
        "reference": "rhf" if request["multiplicity"] == 1 else "uhf",
        "scf_type": "pk",
        "df_scf_guess": False,
        "mp2_type": "conv",
        "freeze_core": False,
        "e_convergence": 1e-11,
        "d_convergence": 1e-10,
        "r_convergence": 1e-9,
        "ints_tolerance": 1e-14,
        "maxiter": 200,
    }
    options.update(request["options"])
    psi4.set_options({name: value for name, value in options.items() if value != ""})
    psi4.core.set_global_option_python("EXTERN", None)
    if request["charges"]:
        field = psi4.QMMM()
        for charge, x, y, z in request["charges"]:
            field.extern.addCharge(charge, x, y, z)
        psi4.core.set_global_option_python("EXTERN", field.extern)


def compute(request):
    prepare(request)
    system = molecule(request)
    answer = {}
    if request["driver"] == "energy":
        answer["energy"] = psi4.energy(request["method"], molecule=system)
        return answer
    gradient, state = psi4.gradient(request["method"], molecule=system, return_wfn=True)
    answer["energy"] = state.energy()
    answer["gradient"] = [float(value) for row in gradient.to_array() for value in row]
    if request["driver"] == "hessian":
        hessian = psi4.hessian(request["method"], molecule=system)
        answer["hessian"] = [float(value) for row in hessian.to_array() for value in row]
    return answer


answers.write(json.dumps({"version": psi4.__version__}) + "\n")
answers.flush()
for line in iter(sys.stdin.readline, ""):
    try:
        answer = compute(json.loads(line))
    except BaseException as failure:
        answer = {"error": "%s: %s" % (type(failure).__name__, str(failure).strip())}
    answers.write(json.dumps(answer) + "\n")
    answers.flush()
